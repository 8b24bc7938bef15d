// Go, for pgx v5 or for database/sql with any driver: rows, what INSERT and UPDATE take, enums, domains,
// composite types, ranges, routines, and what tells pgx of them.
#include "targets/go/go.hpp"

#include "targets/go/emit.hpp"

namespace flux::gen {
namespace {

std::vector<File> emit(const Job& job) {
    const go::Types types(job);
    const Settings& settings = job.settings;
    std::vector<File> files = {{"enums.go", go::enums_file(types)},
                               {"types.go", go::types_file(types)},
                               {"tables.go", go::relations_file(types, false)},
                               {"runtime.go", go::runtime_file(types)}};
    if (types.pgx())
        files.push_back({"register.go", go::register_file(types)});
    else
        files.push_back({"text.go", go::text_file(types)});
    if (settings.flag("views")) files.push_back({"views.go", go::relations_file(types, true)});
    if (settings.flag("functions")) files.push_back({"routines.go", go::routines_file(types)});
    return files;
}

OptionSpecs own_options() {
    using enum OptionType;
    return {
        {"driver", choice, "pgx", {"pgx", "database_sql"}, "pgx v5 itself, or database/sql with any driver"},
        {"package", text, "db", {}, "the package's name"},
        {"nulls",
         choice,
         "pointer",
         {"pointer", "pgtype", "sql_null"},
         "what may be NULL: *T, pgtype.Text and the like, sql.Null[T]"},
        {"tags", list, "json", {"json", "gorm", "bun", "validate"}, "tags of fields beside db"},
        {"json_case", choice, "preserve", {"preserve", "camel", "snake", "pascal"}, "names in JSON"},
        {"omitempty",
         choice,
         "none",
         {"none", "nullable", "all"},
         "which fields of rows JSON leaves out when empty"},
        {"uuid",
         choice,
         "native",
         {"native", "google", "string"},
         "uuid: pgtype.UUID (pgx) or string; google/uuid; string"},
        {"numeric",
         choice,
         "native",
         {"native", "decimal", "string"},
         "numeric: pgtype.Numeric (pgx) or string; shopspring/decimal; string"},
        {"time",
         choice,
         "time",
         {"time", "pgtype"},
         "date, timestamp, timestamptz: time.Time, or pgtype's, which hold infinity"},
        {"domains",
         choice,
         "alias",
         {"alias", "type", "base"},
         "domains: another name, a type of their own, the base type"},
        {"insert_update", flag, "true", {}, "types of what INSERT and UPDATE take"}};
}

} // namespace

const Target& go_target() {
    static const Target target{"go", "Go for pgx v5 or database/sql",
                               selection_options() + naming_options() + typing_options() + own_options(),
                               emit, "//"};
    return target;
}

} // namespace flux::gen
