#include "server/facts/reader.hpp"

#include <algorithm>
#include <map>

#include "server/catalog/settings.hpp"
#include "server/facts/nullability.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/catalog_queries.hpp"

namespace flux::facts {
namespace {

bool is_view(const Object& object) { return object.id.kind == Kind::view || object.id.kind == Kind::materialized_view; }
bool is_table(const Object& object) { return object.id.kind == Kind::table || object.id.kind == Kind::foreign_table; }

// Its columns by position.
std::vector<const Object*> columns_of(const Object& relation, const Model& model) {
    std::vector<const Object*> columns;
    for (const std::size_t child : model.children(relation.id.schema, relation.id.name)) {
        const Object& object = model.objects()[child];
        if (object.id.kind == Kind::column || object.id.kind == Kind::view_column) columns.push_back(&object);
    }
    std::sort(columns.begin(), columns.end(),
              [](const Object* a, const Object* b) { return a->address.sub_id < b->address.sub_id; });
    return columns;
}

// Names for OIDs and positions, asked for together.
class ColumnNames {
public:
    void ask(unsigned int relation, int column) { names_.try_emplace({relation, column}); }

    void read(pg::CatalogQueries& catalog) {
        std::vector<std::int64_t> relations, columns;
        for (const auto& [key, name] : names_) {
            relations.push_back(key.first);
            columns.push_back(key.second);
        }
        const Rows rows = catalog.query("SELECT n.nspname, c.relname, a.attname FROM unnest($1, $2) WITH ORDINALITY AS o (r, c, i) "
                                    "LEFT JOIN pg_class AS c ON c.oid = o.r::oid LEFT JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                                    "LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = o.c ORDER BY o.i",
                                    {relations, columns});
        std::size_t i = 0;
        for (auto& [key, name] : names_) {
            const auto& row = rows.cells.at(i++);
            if (row[0] && row[1] && row[2]) name = ColumnName{*row[0], *row[1], *row[2]};
        }
    }

    std::optional<ColumnName> of(unsigned int relation, int column) const {
        const auto at = names_.find({relation, column});
        return at == names_.end() ? std::nullopt : at->second;
    }

private:
    std::map<std::pair<unsigned int, int>, std::optional<ColumnName>> names_;
};

class Reader {
public:
    Reader(const Model& model, pg::CatalogQueries& catalog) : model_(model), catalog_(catalog), nullability_(catalog) {}

    Facts read() {
        for (const Object& object : model_.objects()) {
            if (!is_view(object)) continue;
            pg::check_interrupts();
            const auto& proofs = proofs_[&object] = nullability_.of_view(object.address.object_id);
            for (const ColumnProof& proof : proofs)
                if (proof.relation != 0) names_.ask(proof.relation, proof.column);
        }
        names_.read(catalog_);
        Facts facts;
        for (const Object& object : model_.objects())
            if (is_table(object) || is_view(object)) facts.relations.push_back(relation(object));
        std::sort(facts.relations.begin(), facts.relations.end(), [](const Relation& a, const Relation& b) {
            return std::tie(a.schema, a.name) < std::tie(b.schema, b.name);
        });
        return facts;
    }

private:
    Relation relation(const Object& object) {
        pg::check_interrupts();
        Relation out{object.id.schema, object.id.name, {}};
        if (is_view(object)) {
            for (const Object* column : columns_of(object, model_)) out.columns.push_back(view_column(object, *column));
        } else {
            const std::vector<int> full = nullability_.full_columns(object.address.object_id);
            for (const Object* column : columns_of(object, model_))
                out.columns.push_back(
                    {column->id.name, std::binary_search(full.begin(), full.end(), column->address.sub_id), {}, {}});
        }
        return out;
    }

    Column view_column(const Object& view, const Object& column) const {
        const auto& proofs = proofs_.at(&view);
        const auto index = static_cast<std::size_t>(column.address.sub_id - 1);
        if (index >= proofs.size()) return {column.id.name, false, "a query that was not found", {}};
        const ColumnProof& proof = proofs[index];
        return {column.id.name, proof.reason.empty(),
                proof.reason.empty() ? std::nullopt : std::optional(proof.reason), names_.of(proof.relation, proof.column)};
    }

    const Model& model_;
    pg::CatalogQueries& catalog_;
    Nullability nullability_;
    std::map<const Object*, std::vector<ColumnProof>> proofs_;
    ColumnNames names_;
};

} // namespace

Facts read_facts(const Model& model) {
    pg::GucScope settings;
    catalog::pin_settings(settings);
    const pg::MemoryScope memory;
    pg::CatalogQueries catalog;
    return Reader(model, catalog).read();
}

} // namespace flux::facts
