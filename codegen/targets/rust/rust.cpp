// Rust for sqlx or tokio-postgres, as a module: rows, what INSERT and UPDATE take, enums, domains, composite
// types, ranges, routines.
#include "targets/rust/rust.hpp"

#include "targets/rust/emit.hpp"

namespace flux::gen {
namespace {

std::vector<File> emit(const Job& job) {
    const rust::Types types(job);
    std::vector<File> files = {{"mod.rs", rust::module_file(types)},
                               {"enums.rs", rust::enums_file(types)},
                               {"types.rs", rust::types_file(types)},
                               {"tables.rs", rust::relations_file(types, false)},
                               {"runtime.rs", rust::runtime_file(types)}};
    if (job.settings.flag("views")) files.push_back({"views.rs", rust::relations_file(types, true)});
    if (job.settings.flag("functions")) files.push_back({"routines.rs", rust::routines_file(types)});
    return files;
}

OptionSpecs own_options() {
    using enum OptionType;
    return {{"driver", choice, "sqlx", {"sqlx", "tokio_postgres"}, "the crate that reads and writes"},
            {"datetime", choice, "chrono", {"chrono", "time", "string"}, "dates and times: a crate, or text"},
            {"numeric",
             choice,
             "native",
             {"native", "bigdecimal", "decimal", "string"},
             "numeric: bigdecimal with sqlx and text with tokio-postgres, which lose nothing; rust_decimal"},
            {"serde", flag, "true", {}, "derive Serialize and Deserialize"},
            {"domains",
             choice,
             "alias",
             {"alias", "newtype", "base"},
             "domains: another name, a type of their own, the base type"},
            {"search_path",
             list,
             "public",
             {},
             "schemas whose types sqlx knows by their bare names: the connection's search_path"},
            {"derives", list, "", {}, "further derives of rows: Hash, utoipa::ToSchema"},
            {"insert_update", flag, "true", {}, "types of what INSERT and UPDATE take"}};
}

} // namespace

const Target& rust_target() {
    static const Target target{"rust", "Rust for sqlx or tokio-postgres",
                               selection_options() + naming_options() + typing_options() + own_options(),
                               emit, "//"};
    return target;
}

} // namespace flux::gen
