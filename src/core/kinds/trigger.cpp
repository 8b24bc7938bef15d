#include "core/kinds/trigger.hpp"

#include <algorithm>

#include "core/kinds/enabled.hpp"
#include "core/kinds/named_object.hpp"
#include "core/kinds/table.hpp"
#include "core/text/qualified.hpp"
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
       CASE g.tgenabled WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always' END AS enabled,
       CASE WHEN g.relkind = 'p' THEN ARRAY(
           WITH RECURSIVE copy AS (SELECT t.oid, t.tgrelid, t.tgenabled FROM pg_trigger t WHERE t.tgparentid = g.oid
                                   UNION ALL SELECT t.oid, t.tgrelid, t.tgenabled FROM pg_trigger t JOIN copy ON t.tgparentid = copy.oid)
           SELECT CASE copy.tgenabled WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always' END ||
                  format(' %I.%I', pn.nspname, pc.relname)
           FROM copy JOIN pg_class pc ON pc.oid = copy.tgrelid JOIN pg_namespace pn ON pn.oid = pc.relnamespace
           WHERE copy.tgenabled <> g.tgenabled ORDER BY pn.nspname, pc.relname) END AS copies
FROM (SELECT t.oid, t.tgname, t.tgfoid, t.tgconstraint, t.tgenabled, n.nspname, c.relname, c.relkind,
             substr(pg_get_triggerdef(t.oid), length('CREATE ' || CASE WHEN t.tgconstraint <> 0 THEN 'CONSTRAINT ' ELSE '' END
                    || 'TRIGGER ' || quote_ident(t.tgname) || ' ') + 1) AS tail,
             ' ON ' || format('%I.%I', n.nspname, c.relname) || ' ' AS place
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relkind IN ('r', 'p', 'v', 'f')
        AND c.relnamespace = ANY ($1)) g)";
}

Attributes read(const Row& row) { return Attributes(read_fields<Trigger>(row)); }

std::string target(const Object& object) {
    return "TRIGGER " + quote_ident(object.id.name) + " ON " + object.id.qualified_parent();
}

std::string definition(const Object& object) {
    const auto& t = object.as<Trigger>();
    return std::string(t.constraint ? "CONSTRAINT " : "") + "TRIGGER " + quote_ident(object.id.name) + " " + t.event +
           " ON " + object.id.qualified_parent() + " " + t.action.sql();
}

void set_enabled(const Object& object, Script& script) {
    script.add("ALTER TABLE " + object.id.qualified_parent() + enabled_clause(object.as<Trigger>().enabled) + "TRIGGER " +
                   quote_ident(object.id.name),
               {.lock = Lock::share_row_exclusive});
}

// The copies come with the partitions, so they wait until all of those are attached. ONLY: a partition that is partitioned
// has copies below it that are named by themselves.
void set_copy(const Object& object, std::string_view enabled, std::string_view table, Script& script) {
    script.add("ALTER TABLE ONLY " + std::string(table) + enabled_clause(enabled) + "TRIGGER " + quote_ident(object.id.name),
               {.lock = Lock::share_row_exclusive, .phase = Phase::cleanup});
}

// From the copies that differ now to those that shall.
void set_copies(const Object& object, const std::vector<std::string>& from, Script& script) {
    const auto& t = object.as<Trigger>();
    const auto table = [](const std::string& copy) { return std::string_view(copy).substr(copy.find(' ') + 1); };
    for (const std::string& copy : from)
        if (std::none_of(t.copies.begin(), t.copies.end(), [&](const std::string& each) { return table(each) == table(copy); }))
            set_copy(object, t.enabled, table(copy), script);
    for (const std::string& copy : t.copies)
        if (std::find(from.begin(), from.end(), copy) == from.end())
            set_copy(object, copy.substr(0, copy.find(' ')), table(copy), script);
}

void create(const Creation& creation, Script& script) {
    script.add("CREATE " + definition(creation.object), {.lock = Lock::share_row_exclusive});
    if (creation.object.as<Trigger>().enabled != "origin") set_enabled(creation.object, script);
    set_copies(creation.object, {}, script);
}

// Those whose tables are still there.
std::vector<std::string> copies_that_stay(const Alteration& a) {
    std::vector<std::string> out;
    for (const std::string& copy : a.from.as<Trigger>().copies) {
        const auto [schema, name] = parse_qualified(copy.substr(copy.find(' ') + 1));
        const Object* table = a.desired.find({.kind = Kind::table, .schema = schema, .name = name});
        if (table && table->as<Table>().partition_of) out.push_back(copy);
    }
    return out;
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
        changes.take("copies");
        set_copies(alteration.to, {}, script);
    } else if (changes.take("enabled")) {
        set_enabled(alteration.to, script);
        changes.take("copies");
        set_copies(alteration.to, {}, script);
    } else if (changes.take("copies")) {
        set_copies(alteration.to, copies_that_stay(alteration), script);
    }
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
    .drop = drop_exclusively,
    .rename = rename_exclusively,
    .catalog = "pg_trigger",
};

} // namespace flux::kinds
