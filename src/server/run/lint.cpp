#include "server/run/lint.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/source/directives.hpp"
#include "core/text/quote.hpp"
#include "server/pg/catalog_queries.hpp"
#include "server/run/bodies.hpp"
#include "server/run/encoding.hpp"
#include "server/shadow/shadow.hpp"

namespace flux::run {
namespace {

using source::Remark;

constexpr const char* kForeignKeys = R"(
SELECT n.nspname, c.relname, k.conname,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.n) FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, n)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
                  AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
ORDER BY n.nspname, c.relname, k.conname)";

constexpr const char* kKeyless = R"(
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND (i.indisprimary OR (i.indisunique AND i.indpred IS NULL)))
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY n.nspname, c.relname)";

class Built {
public:
    Built(const std::vector<std::string>& schemas, const source::DefinedAt& lines, std::vector<Remark>& remarks)
        : schemas_(schemas), lines_(lines), remarks_(remarks) {}

    void look() {
        const pg::Param names = pg::Param::names(schemas_);
        const Rows keys = query(kForeignKeys, names), tables = query(kKeyless, names);
        for (std::size_t i = 0; i < keys.size(); ++i) tell_foreign_key(keys[i]);
        for (std::size_t i = 0; i < tables.size(); ++i) tell_keyless(tables[i]);
        for (const BrokenBody& body : broken_bodies(schemas_))
            remarks_.push_back({lines_.routine(body.schema, body.name), "body", "error", body.message, body.hint});
    }

private:
    static Rows query(const char* sql, const pg::Param& names) {
        pg::CatalogQueries catalog;
        return catalog.query(sql, {names});
    }

    void tell_foreign_key(const Row& row) {
        const std::string table = quote_qualified(*row.at("nspname"), *row.at("relname"));
        remarks_.push_back({lines_.relation(*row.at("nspname"), *row.at("relname")), "foreign_key_without_index", "warning",
                            "foreign key " + quote_ident(*row.at("conname")) + " of " + table + " has no index",
                            "Deleting what it refers to scans the table. CREATE INDEX ON " + table + " (" + *row.at("columns") + ") helps."});
    }

    void tell_keyless(const Row& row) {
        remarks_.push_back({lines_.relation(*row.at("nspname"), *row.at("relname")), "table_without_key", "warning",
                            "table " + quote_qualified(*row.at("nspname"), *row.at("relname")) + " has no key",
                            "Without one no row can be told from another, nor updated or deleted by logical replication."});
    }

    const std::vector<std::string>& schemas_;
    const source::DefinedAt& lines_;
    std::vector<Remark>& remarks_;
};

Remark remark_of(const Error& error) {
    const bool readable = error.code() == ErrorCode::cannot_build_source;
    const std::string detail = error.detail().empty() ? std::string() : ": " + error.detail();
    return {error.line().value_or(1), readable ? "cannot_build" : "not_accepted", "error", error.message() + detail, error.hint()};
}

bool is_about_source(const Error& error) {
    return error.code() == ErrorCode::cannot_build_source || error.code() == ErrorCode::not_a_declaration ||
           error.code() == ErrorCode::feature_not_supported || error.code() == ErrorCode::syntax_error;
}

void look_at(const shadow::Declaration& declaration, std::vector<Remark>& remarks) {
    const std::vector<std::string> schemas = shadow::managed_schemas(declaration, std::nullopt);
    const std::string first = schemas.empty() ? "public" : schemas.front();
    std::vector<source::Line> statements;
    for (const shadow::Statement& statement : declaration.statements) statements.push_back({statement.text, statement.line});
    const source::DefinedAt lines(statements, first);
    bool built = false;
    try {
        shadow::with_shadow(declaration, schemas, [&](const std::vector<Address>&) {
            Built(schemas, lines, remarks).look();
            built = true;
        });
    } catch (const Error& error) {
        if (!is_about_source(error)) throw;
        remarks.push_back(remark_of(error));
    }
    for (Remark& remark : source::lint(statements, first, built)) remarks.push_back(std::move(remark));
}

} // namespace

std::vector<Remark> lint(const std::string& source) {
    require_utf8();
    std::vector<Remark> remarks;
    try {
        (void)source::read_directives(source);
        look_at(shadow::read_source(source, {}), remarks);
    } catch (const Error& error) {
        if (!is_about_source(error)) throw;
        remarks.push_back(remark_of(error));
    }
    std::stable_sort(remarks.begin(), remarks.end(), [](const Remark& a, const Remark& b) { return a.line < b.line; });
    return remarks;
}

} // namespace flux::run
