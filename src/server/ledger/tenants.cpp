#include "server/ledger/tenants.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/diff/hand_renames.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/reader.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/spi.hpp"
#include "server/run/compare.hpp"

namespace flux::ledger {
namespace {

using Names = std::vector<std::string>;
// Each read of the catalogs scans pg_depend once, and holds its objects in memory.
constexpr std::size_t kTogether = 100;

Names schemas_like(const std::string& pattern) {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    const Rows rows = spi.query("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE $1 AND nspname !~ '^pg_' "
                                "AND nspname <> 'information_schema' ORDER BY nspname COLLATE \"C\"",
                                {pattern});
    Names names;
    for (const auto& row : rows.cells) names.push_back(*row[0]);
    return names;
}

Tenant compared(const std::string& schema, const run::Comparison& comparison) {
    const Plan steps = run::steps_of(comparison);
    return {schema, steps.size(), hazards_of(steps)};
}

// The live models of several schemas, apart; what belongs to the database is in each.
std::map<std::string, Model> read_apart(const Names& schemas, kinds::Recording& rows) {
    const Model live = catalog::read_model(schemas, {}, &rows);
    std::map<std::string, std::vector<Object>> objects;
    std::vector<Object> of_database;
    for (const Object& object : live.objects()) {
        const std::string& schema = object.id.kind == Kind::schema ? object.id.name : object.id.schema;
        (schema.empty() ? of_database : objects[schema]).push_back(object);
    }
    std::map<std::string, Model> out;
    for (const std::string& schema : schemas) {
        std::vector<Object> all = std::move(objects[schema]);
        all.insert(all.end(), of_database.begin(), of_database.end());
        Model& model = out[schema] = Model(std::move(all));
        model.server_version = live.server_version;
        model.server_default_privileges = live.server_default_privileges;
    }
    return out;
}

class Check {
public:
    Check(const std::string& source, const std::string& first)
        : source_(source), first_(first), model_(run::compare(source, Names{first}, &rows_)) {}

    std::vector<Tenant> all(const Names& schemas) const {
        std::vector<Tenant> out;
        for (std::size_t i = 0; i < schemas.size(); i += kTogether) {
            const Names some(schemas.begin() + static_cast<std::ptrdiff_t>(i),
                             schemas.begin() + static_cast<std::ptrdiff_t>(std::min(i + kTogether, schemas.size())));
            kinds::Recording rows;
            const auto live = read_apart(some, rows);
            for (const std::string& schema : some) {
                pg::check_interrupts();
                out.push_back(one(schema, live.at(schema), rows));
            }
        }
        return out;
    }

private:
    Tenant one(const std::string& schema, const Model& live, const kinds::Recording& rows) const {
        if (schema == first_) return compared(schema, model_);
        if (is_equal(schema, live, rows)) return {schema};
        return compared(schema, run::compare(source_, Names{schema}));
    }

    // As if the tenant's schema were called as the one for which the source was built.
    bool is_equal(const std::string& schema, const Model& live, const kinds::Recording& rows) const {
        if (!model_.roles.empty() || !model_.moves.empty()) return false;
        const std::vector<Rename> renames = {{{.kind = Kind::schema, .name = schema}, {.kind = Kind::schema, .name = first_}}};
        const Model named = with_names_before({live, rows}, {model_.desired, rows_}, renames);
        return differences(named, model_.desired, model_.options.management).empty();
    }

    const std::string& source_;
    const std::string& first_;
    kinds::Recording rows_; // of the declared model
    run::Comparison model_;
};

} // namespace

std::vector<Tenant> tenants(const std::string& source, const std::string& pattern) {
    const Names schemas = schemas_like(pattern);
    if (schemas.empty()) {
        pg::notice("no schema has a name LIKE " + quote_literal(pattern));
        return {};
    }
    return Check(source, schemas.front()).all(schemas);
}

} // namespace flux::ledger
