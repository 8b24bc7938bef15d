#include "core/kinds/trigger.hpp"

#include "core/kinds/enabled.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// The definition is cut in two around the table, so that neither name is compared.
std::string query(int) {
    return R"(
SELECT 'pg_trigger'::regclass::oid AS classid, g.oid AS objid, 0 AS objsubid,
       g.nspname::text AS schema, g.relname::text AS parent, g.tgname::text AS name, NULL AS args,
       NULL::oid AS owner, NULL::aclitem[] AS acl,
       left(g.tail, strpos(g.tail, g.place) - 1) AS event,
       substr(g.tail, strpos(g.tail, g.place) + length(g.place)) AS action,
       (SELECT format('%I.%I', pn.nspname, p.proname) FROM pg_proc p JOIN pg_namespace pn ON pn.oid = p.pronamespace
        WHERE p.oid = g.tgfoid) AS function,
       g.tgconstraint <> 0 AS constraint,
       CASE g.tgenabled WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always' END AS enabled
FROM (SELECT t.oid, t.tgname, t.tgfoid, t.tgconstraint, t.tgenabled, n.nspname, c.relname,
             substr(pg_get_triggerdef(t.oid), length('CREATE ' || CASE WHEN t.tgconstraint <> 0 THEN 'CONSTRAINT ' ELSE '' END
                    || 'TRIGGER ' || quote_ident(t.tgname) || ' ') + 1) AS tail,
             ' ON ' || format('%I.%I', n.nspname, c.relname) || ' ' AS place
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relkind IN ('r', 'p', 'v')
        AND c.relnamespace = ANY ($1)) g)";
}

Attributes read(const Row& row) { return Attributes(read_fields<Trigger>(row)); }

std::string target(const Object& object) {
    return "TRIGGER " + quote_ident(object.id.name) + " ON " + object.id.qualified_parent();
}

std::string definition(const Object& object) {
    const auto& t = object.as<Trigger>();
    return std::string(t.constraint ? "CONSTRAINT " : "") + "TRIGGER " + quote_ident(object.id.name) + " " + t.event +
           " ON " + object.id.qualified_parent() + " " + t.action;
}

void set_enabled(const Object& object, Script& script) {
    script.add("ALTER TABLE " + object.id.qualified_parent() + enabled_clause(object.as<Trigger>().enabled) + "TRIGGER " +
                   quote_ident(object.id.name),
               {.lock = Lock::share_row_exclusive});
}

void create(const Creation& creation, Script& script) {
    script.add("CREATE " + definition(creation.object), {.lock = Lock::share_row_exclusive});
    if (creation.object.as<Trigger>().enabled != "origin") set_enabled(creation.object, script);
}

// A constraint trigger cannot be replaced in place.
void alter(const Alteration& alteration, Script& script) {
    const auto& to = alteration.to.as<Trigger>();
    Changes& changes = alteration.changes;
    if (changes.has("event") || changes.has("action") || changes.has("constraint")) {
        if (to.constraint || changes.has("constraint")) return;
        changes.take("event");
        changes.take("action");
        script.add("CREATE OR REPLACE " + definition(alteration.to), {.lock = Lock::share_row_exclusive});
        // What is replaced is enabled again.
        if (changes.take("enabled") || to.enabled != "origin")
            if (to.enabled != "origin") set_enabled(alteration.to, script);
    } else if (changes.take("enabled")) {
        set_enabled(alteration.to, script);
    }
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.lock = Lock::access_exclusive});
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER TRIGGER " + quote_ident(from.id.name) + " ON " + to.qualified_parent() + " RENAME TO " +
                   quote_ident(to.name),
               {.lock = Lock::access_exclusive});
}

} // namespace

const Ops trigger = {
    .kind = Kind::trigger,
    .name = "trigger",
    .plural = "triggers",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
};

} // namespace flux::kinds
