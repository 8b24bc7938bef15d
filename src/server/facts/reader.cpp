// Puts together what the folder's readers found, under the model's names.
#include "server/facts/reader.hpp"

#include <algorithm>
#include <map>

#include "core/facts/default_kind.hpp"
#include "server/catalog/settings.hpp"
#include "server/facts/nullability.hpp"
#include "server/facts/relation_rows.hpp"
#include "server/facts/routine_rows.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/catalog_queries.hpp"

namespace flux::facts {
namespace {

bool is_relation(const Object& object) {
    switch (object.id.kind) {
    case Kind::table: case Kind::foreign_table: case Kind::view: case Kind::materialized_view:
        return true;
    default:
        return false;
    }
}

bool is_routine(const Object& object) {
    return object.id.kind == Kind::function || object.id.kind == Kind::procedure || object.id.kind == Kind::aggregate;
}

bool is_type(const Object& object) {
    switch (object.id.kind) {
    case Kind::enum_type: case Kind::domain: case Kind::composite_type: case Kind::range_type: case Kind::base_type:
        return true;
    default:
        return false;
    }
}

bool is_view(const StoredRelation& relation) { return relation.kind == 'v' || relation.kind == 'm'; }

template <class Named> std::vector<Named> sorted(std::vector<Named> items) {
    std::sort(items.begin(), items.end(),
              [](const Named& a, const Named& b) { return std::tie(a.schema, a.name) < std::tie(b.schema, b.name); });
    return items;
}

class Reader {
public:
    Reader(const Model& model, pg::CatalogQueries& catalog) : model_(model), catalog_(catalog), nullability_(catalog), types_(catalog) {}

    Facts read() {
        follow_views();
        read_rows();
        Facts facts;
        for (const Object& object : model_.objects()) {
            if (is_relation(object)) facts.relations.push_back(relation(object));
            const auto routine = routines_.find(object.address.object_id);
            if (is_routine(object) && routine != routines_.end())
                facts.routines.push_back(describe(routine->second, object.id.args, types_));
        }
        facts.relations = sorted(std::move(facts.relations));
        std::stable_sort(facts.routines.begin(), facts.routines.end(), [](const Routine& a, const Routine& b) {
            return std::tie(a.schema, a.name, a.args) < std::tie(b.schema, b.name, b.args);
        });
        facts.types = types_.types();
        return facts;
    }

private:
    void follow_views() {
        for (const Object& object : model_.objects()) {
            if (object.id.kind != Kind::view && object.id.kind != Kind::materialized_view) continue;
            pg::check_interrupts();
            proofs_[object.address.object_id] = nullability_.of_view(object.address.object_id);
        }
    }

    void read_rows() {
        std::set<Oid> relations;
        std::vector<Oid> routines, types;
        for (const Object& object : model_.objects()) {
            if (is_relation(object)) relations.insert(object.address.object_id);
            if (is_routine(object)) routines.push_back(object.address.object_id);
            if (is_type(object)) types_.ask({object.address.object_id, -1});
        }
        for (const auto& [view, proofs] : proofs_)
            for (const ColumnProof& proof : proofs)
                if (proof.relation != 0) relations.insert(proof.relation);
        const std::vector<Oid> oids(relations.begin(), relations.end());
        rows_ = read_relations(catalog_, oids, model_.server_version);
        routines_ = read_routines(catalog_, routines);
        names_ = read_names(oids);
        for (const auto& [oid, relation] : rows_)
            for (const auto& [place, column] : relation.columns) types_.ask(column.type);
        for (const auto& [oid, routine] : routines_) ask_types(routine, types_);
        types_.read();
    }

    std::map<Oid, std::pair<std::string, std::string>> read_names(const std::vector<Oid>& oids) {
        std::map<Oid, std::pair<std::string, std::string>> names;
        const Rows rows = catalog_.query("SELECT o.n - 1, n.nspname, c.relname FROM unnest($1) WITH ORDINALITY AS o (oid, n) "
                                     "JOIN pg_class AS c ON c.oid = o.oid JOIN pg_namespace AS n ON n.oid = c.relnamespace",
                                     {oids});
        for (const auto& row : rows.cells) names[oids.at(std::stoul(*row[0]))] = {*row[1], *row[2]};
        return names;
    }

    Relation relation(const Object& object) {
        pg::check_interrupts();
        const Oid oid = object.address.object_id;
        const StoredRelation& stored = rows_[oid];
        Relation out;
        out.schema = object.id.schema;
        out.name = object.id.name;
        out.insertable = stored.all.insert;
        out.updatable = stored.all.update;
        out.deletable = stored.all.remove;
        std::vector<int> full;
        if (!is_view(stored)) full = nullability_.full_columns(oid);
        for (const auto& [place, column] : stored.columns)
            out.columns.push_back(is_view(stored) ? view_column(oid, stored, place, column)
                                                  : table_column(stored, column, std::binary_search(full.begin(), full.end(), place)));
        for (const StoredKey& key : stored.keys) out.keys.push_back({key.name, key.columns, key.primary, key.nulls_distinct});
        for (const StoredReference& each : stored.references) out.foreign_keys.push_back(reference(each, out));
        for (const StoredCheck& each : stored.checks) out.checks.push_back(check(each, stored));
        for (const auto& [schema, name] : stored.reads) out.reads.push_back({schema, name});
        return out;
    }

    Column table_column(const StoredRelation& table, const StoredColumn& stored, bool full) const {
        Column out;
        out.name = stored.name;
        out.type = types_.use(stored.type);
        out.not_null = full;
        const bool own = stored.generated == ' ' && stored.identity != 'a';
        out.insertable = own && table.all.insert;
        out.updatable = own && table.all.update;
        out.default_kind = default_of(stored);
        out.required = out.insertable && !out.default_kind && (full || stored.marked_not_null || types_.is_not_null(stored.type.type));
        return out;
    }

    std::optional<std::string> default_of(const StoredColumn& stored) const {
        if (stored.generated != ' ') return "generated";
        if (stored.identity != ' ') return "identity";
        if (stored.default_sql) return default_kind(*stored.default_sql);
        return types_.has_default(stored.type.type) ? std::optional<std::string>("domain") : std::nullopt;
    }

    // What a view passes on goes to the column behind it; a trigger or rule may take anything.
    Column view_column(Oid view, const StoredRelation& stored, int place, const StoredColumn& row) const {
        const auto& proofs = proofs_.at(view);
        const ColumnProof proof = place <= static_cast<int>(proofs.size()) ? proofs[place - 1] : ColumnProof{"a query that was not found"};
        Column out;
        out.name = row.name;
        out.type = types_.use(row.type);
        out.not_null = proof.reason.empty();
        if (!out.not_null) out.nullable_because = proof.reason;
        const auto behind = column_behind(proof);
        if (behind) out.source = behind->first;
        if (row.default_sql) out.default_kind = default_kind(*row.default_sql);
        const Column* const base = behind ? &behind->second : nullptr;
        const bool passes_all = stored.passed_on.insert && stored.passed_on.update && stored.passed_on.remove;
        const auto writable = [&](bool all, bool passed_on, bool base_too) {
            if (!all) return false;
            return passed_on && passes_all ? row.written_through && (base == nullptr || base_too) : true;
        };
        out.insertable = writable(stored.all.insert, stored.passed_on.insert, base != nullptr && base->insertable);
        out.updatable = writable(stored.all.update, stored.passed_on.update, base != nullptr && base->updatable);
        if (base != nullptr && passes_all) {
            out.required = out.insertable && base->required && !out.default_kind;
            if (!out.default_kind) out.default_kind = base->default_kind;
        }
        return out;
    }

    std::optional<std::pair<ColumnName, Column>> column_behind(const ColumnProof& proof) const {
        const auto table = rows_.find(proof.relation);
        const auto name = names_.find(proof.relation);
        if (table == rows_.end() || name == names_.end()) return std::nullopt;
        const auto column = table->second.columns.find(proof.column);
        if (column == table->second.columns.end()) return std::nullopt;
        return std::pair(ColumnName{name->second.first, name->second.second, column->second.name},
                         table_column(table->second, column->second, false));
    }

    Reference reference(const StoredReference& stored, const Relation& owner) const {
        Reference out{stored.name, stored.columns, stored.schema, stored.relation, stored.referenced_columns, "many-to-one", false,
                      stored.validated};
        const auto among = [&](const std::string& column) {
            return std::find(stored.columns.begin(), stored.columns.end(), column) != stored.columns.end();
        };
        for (const Key& key : owner.keys)
            if (std::all_of(key.columns.begin(), key.columns.end(), among)) out.cardinality = "one-to-one";
        for (const Column& column : owner.columns) out.optional = out.optional || (among(column.name) && !column.not_null);
        return out;
    }

    Check check(const StoredCheck& stored, const StoredRelation& owner) const {
        const Terms terms = terms_of(stored.expression, [&](const std::string& name) {
            for (const auto& [place, column] : owner.columns)
                if (column.name == name && column.deterministic) return types_.root_name(column.type.type);
            return std::string();
        });
        return {stored.name, terms.terms, terms.complete, stored.validated};
    }

    const Model& model_;
    pg::CatalogQueries& catalog_;
    Nullability nullability_;
    TypeReader types_;
    std::map<Oid, std::vector<ColumnProof>> proofs_;
    StoredRelations rows_;
    std::map<Oid, StoredRoutine> routines_;
    std::map<Oid, std::pair<std::string, std::string>> names_;
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
