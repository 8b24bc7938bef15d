#include "core/kinds/view.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, c.relname::text AS name, NULL AS args,
       c.relowner AS owner, c.relacl AS acl,
       btrim(pg_get_viewdef(c.oid), E' ;\n') AS definition,
       c.reloptions AS options,
       (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                                          'collation', CASE WHEN a.attcollation <> t.typcollation THEN format('%I.%I', cn.nspname, co.collname) END)
                        ORDER BY a.attnum)
        FROM pg_attribute a
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_collation co ON co.oid = a.attcollation
        LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
        WHERE a.attrelid = c.oid AND a.attnum > 0) AS shape
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND c.relnamespace = ANY ($1))";
}

Attributes read(const Row& row) { return Attributes(read_fields<View>(row)); }

std::string target(const Object& object) { return "VIEW " + object.id.qualified(); }

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};

// Why the options stand in CREATE OR REPLACE too: it takes away those that it does not name.
std::string statement(const char* create, const Object& object) {
    const auto& v = object.as<View>();
    return create + target(object) + with_options(v.options) + " AS\n" + v.definition.sql();
}

void create(const Creation& creation, Script& script) {
    script.add(statement("CREATE ", creation.object), {.lock = Lock::access_share});
}

// CREATE OR REPLACE VIEW keeps the columns that are there and can only add more behind them.
bool only_adds_columns(const View& from, const View& to) {
    if (to.shape.size() < from.shape.size()) return false;
    for (std::size_t i = 0; i < from.shape.size(); ++i)
        if (!same_value(from.shape[i], to.shape[i])) return false;
    return true;
}

void alter(const Alteration& alteration, Script& script) {
    const auto& from = alteration.from.as<View>();
    const auto& to = alteration.to.as<View>();
    Changes& changes = alteration.changes;
    if (changes.has("definition") || changes.has("shape")) {
        if (!only_adds_columns(from, to)) return;
        changes.take("definition");
        changes.take("shape");
        changes.take("options");
        script.add(statement("CREATE OR REPLACE ", alteration.to), kExclusive);
    } else if (changes.take("options")) {
        for (const std::string& clause : option_changes(from.options, to.options))
            script.add("ALTER " + target(alteration.to) + clause, kExclusive);
    }
}

} // namespace

const Ops view = {
    .kind = Kind::view,
    .name = "view",
    .plural = "views",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_exclusively,
    .rename = rename_exclusively,
    .acl_type = 'r',
    .grant_word = "TABLE",
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "v",
    .shares_relation_names = true,
    .shares_type_names = true,
};

} // namespace flux::kinds
