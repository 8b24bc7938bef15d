#include "server/facts/relation_rows.hpp"

#include <charconv>

#include "core/kinds/kind_ops.hpp"
#include "core/text/array.hpp"
#include "server/pg/catalog_queries.hpp"

namespace flux::facts {
namespace {

template <class Number = Oid> Number number(const std::optional<std::string>& text) {
    Number value = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

Writes writes(int bits) { return {(bits & 8) != 0, (bits & 4) != 0, (bits & 16) != 0}; }

// Why the ones left out: asked of a foreign table, the server calls its wrapper's handler, and fails where that has none.
constexpr const char* kRelations = R"(
WITH RECURSIVE closed AS (
    SELECT f.ftrelid AS oid FROM pg_foreign_table AS f JOIN pg_foreign_server AS s ON s.oid = f.ftserver
    JOIN pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw WHERE w.fdwhandler = 0
    UNION
    SELECT r.ev_class FROM closed AS b JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = b.oid
        AND d.classid = 'pg_rewrite'::regclass JOIN pg_rewrite AS r ON r.oid = d.objid)
SELECT c.oid, c.relkind, b.oid IS NULL AS open,
       CASE WHEN b.oid IS NULL THEN pg_relation_is_updatable(c.oid, false) ELSE 0 END AS passed_on,
       CASE WHEN b.oid IS NULL THEN pg_relation_is_updatable(c.oid, true) ELSE 0 END AS all_writes
FROM pg_class AS c LEFT JOIN closed AS b ON b.oid = c.oid
WHERE c.oid = ANY ($1))";

constexpr const char* kColumns = R"(
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, a.attgenerated,
       pg_get_expr(d.adbin, d.adrelid) AS default_sql, COALESCE(o.collisdeterministic, true) AS deterministic,
       CASE WHEN a.attrelid = ANY ($2) THEN pg_column_is_updatable(a.attrelid, a.attnum, false) END AS written_through
FROM pg_attribute AS a
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation AS o ON o.oid = a.attcollation
WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped)";

// Keys that hold for every row, of columns alone.
std::string keys_query(int version) {
    return R"(
SELECT i.indrelid, c.relname, i.indisprimary,
       ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
             JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number
             WHERE k.place <= i.indnkeyatts ORDER BY k.place) AS columns, )" +
           kinds::since(version, 15, "NOT i.indnullsnotdistinct", "true") + R"( AS nulls_distinct
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY ($1) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
  AND NOT i.indisexclusion
ORDER BY i.indisprimary DESC, c.relname COLLATE "C")";
}

std::string references_query(int version) {
    return R"(
SELECT o.conrelid, o.conname, n.nspname, c.relname, o.convalidated )" +
           kinds::since(version, 18, "AND o.conenforced", "") + R"( AS validated,
       ARRAY(SELECT a.attname::text FROM unnest(o.conkey) WITH ORDINALITY AS k (number, place)
             JOIN pg_attribute AS a ON a.attrelid = o.conrelid AND a.attnum = k.number ORDER BY k.place) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(o.confkey) WITH ORDINALITY AS k (number, place)
             JOIN pg_attribute AS a ON a.attrelid = o.confrelid AND a.attnum = k.number ORDER BY k.place) AS referenced
FROM pg_constraint AS o
JOIN pg_class AS c ON c.oid = o.confrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE o.conrelid = ANY ($1) AND o.contype = 'f' AND o.conparentid = 0
ORDER BY o.conname COLLATE "C")";
}

std::string checks_query(int version) {
    return R"(
SELECT o.conrelid, o.conname, pg_get_expr(o.conbin, o.conrelid) AS expression, o.convalidated )" +
           kinds::since(version, 18, "AND o.conenforced", "") + R"( AS validated
FROM pg_constraint AS o
WHERE o.conrelid = ANY ($1) AND o.contype = 'c'
ORDER BY o.conname COLLATE "C")";
}

constexpr const char* kReads = R"(
SELECT DISTINCT r.ev_class, n.nspname COLLATE "C", c.relname COLLATE "C"
FROM pg_rewrite AS r
JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
JOIN pg_class AS c ON c.oid = d.refobjid AND c.oid <> r.ev_class AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE r.ev_class = ANY ($1) AND r.rulename = '_RETURN'
ORDER BY 2, 3)";

class RelationRows {
public:
    RelationRows(pg::CatalogQueries& catalog, const std::vector<Oid>& oids, int version) : catalog_(catalog), oids_(oids), version_(version) {}

    StoredRelations read() {
        read_relations();
        read_columns();
        read_keys();
        read_references();
        read_checks();
        read_reads();
        return std::move(relations_);
    }

private:
    void read_relations() {
        const Rows rows = catalog_.query(kRelations, {oids_});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Oid oid = number(rows[i].at("oid"));
            StoredRelation& relation = relations_[oid];
            relation.kind = rows[i].at("relkind")->front();
            relation.passed_on = writes(number<int>(rows[i].at("passed_on")));
            relation.all = writes(number<int>(rows[i].at("all_writes")));
            if (relation.kind == 'v' && rows[i].at("open") == "t") views_.push_back(oid);
        }
    }

    void read_columns() {
        const Rows rows = catalog_.query(kColumns, {oids_, views_});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row row = rows[i];
            StoredColumn& column = relations_[number(row.at("attrelid"))].columns[number<int>(row.at("attnum"))];
            column.name = *row.at("attname");
            column.type = {number(row.at("atttypid")), number<int>(row.at("atttypmod"))};
            column.marked_not_null = row.at("attnotnull") == "t";
            column.identity = row.at("attidentity")->empty() ? ' ' : row.at("attidentity")->front();
            column.generated = row.at("attgenerated")->empty() ? ' ' : row.at("attgenerated")->front();
            column.default_sql = row.at("default_sql");
            column.deterministic = row.at("deterministic") == "t";
            column.written_through = row.at("written_through") == "t";
        }
    }

    void read_keys() {
        const Rows rows = catalog_.query(keys_query(version_), {oids_});
        for (const auto& row : rows.cells)
            relations_[number(row[0])].keys.push_back({*row[1], parse_array(*row[3]), row[2] == "t", row[4] == "t"});
    }

    void read_references() {
        const Rows rows = catalog_.query(references_query(version_), {oids_});
        for (const auto& row : rows.cells)
            relations_[number(row[0])].references.push_back(
                {*row[1], *row[2], *row[3], parse_array(*row[5]), parse_array(*row[6]), row[4] == "t"});
    }

    void read_checks() {
        const Rows rows = catalog_.query(checks_query(version_), {oids_});
        for (const auto& row : rows.cells)
            relations_[number(row[0])].checks.push_back({*row[1], row[2].value_or(""), row[3] == "t"});
    }

    void read_reads() {
        const Rows rows = catalog_.query(kReads, {oids_});
        for (const auto& row : rows.cells) relations_[number(row[0])].reads.emplace_back(*row[1], *row[2]);
    }

    pg::CatalogQueries& catalog_;
    const std::vector<Oid>& oids_;
    int version_;
    std::vector<Oid> views_;
    StoredRelations relations_;
};

} // namespace

StoredRelations read_relations(pg::CatalogQueries& catalog, const std::vector<Oid>& oids, int version) {
    return RelationRows(catalog, oids, version).read();
}

} // namespace flux::facts
