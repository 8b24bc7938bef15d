#include "server/run/compare.hpp"

#include "core/diff/canonical.hpp"
#include "core/diff/merge.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/reader.hpp"
#include "server/pg/call.hpp"
#include "server/pg/sha256.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/pg/version.hpp"
#include "server/run/encoding.hpp"
#include "server/run/rename.hpp"
#include "server/run/wishes.hpp"
#include "server/shadow/shadow.hpp"

namespace flux::run {
namespace {

// leaf
const char* current_role() { return GetUserNameFromId(GetUserId(), false); }

Management management_of(const shadow::Declaration& declaration) {
    return {declaration.owners, declaration.privileges, declaration.database_kinds};
}

// Under the new names, where something is renamed; those renames are rolled back.
Model read_live(const std::vector<std::string>& schemas, const std::vector<RenameWish>& wishes,
                std::vector<Rename>& renames) {
    if (wishes.empty()) return catalog::read_model(schemas);
    pg::SubTransaction subtransaction;
    renames = rename_in_catalogs(wishes);
    Model live = catalog::read_model(schemas);
    subtransaction.rollback();
    return live;
}

} // namespace

Comparison compare(const std::string& source, const Schemas& schemas) {
    require_utf8();
    const shadow::Declaration declaration =
        shadow::read_source(source, schemas.value_or(std::vector<std::string>{}));
    Comparison comparison;
    comparison.schemas = shadow::managed_schemas(declaration, schemas);
    comparison.source_hash = declaration.hash;
    comparison.options.management = management_of(declaration);
    comparison.options.role = pg::call(current_role);
    shadow::with_shadow(declaration, comparison.schemas,
                        [&] { comparison.desired = catalog::read_model(comparison.schemas); });
    const Wishes wishes = wishes_of(source, comparison.desired, comparison.schemas.front());
    comparison.options.using_expressions = wishes.using_expressions;
    comparison.live = read_live(comparison.schemas, wishes.renames, comparison.options.renames);
    return comparison;
}

Plan steps_of(const Comparison& comparison) {
    return make_plan(comparison.live, comparison.desired, comparison.options);
}

PlanDocument plan_of(const Comparison& comparison) {
    PlanDocument document;
    document.version = pg::library_version();
    document.server_version = comparison.live.server_version;
    document.schemas = comparison.schemas;
    document.source_hash = comparison.source_hash;
    document.steps = steps_of(comparison);
    document.from = comparison.options.renames.empty() ? fingerprint(comparison.live)
                                                       : fingerprint(catalog::read_model(comparison.schemas));
    document.to = fingerprint(merged(comparison.live, comparison.desired, comparison.options.management));
    return document;
}

std::string fingerprint(const Model& model) { return pg::sha256_hex(canonical_text(model)); }

} // namespace flux::run
