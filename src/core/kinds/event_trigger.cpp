#include "core/kinds/event_trigger.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/named_function.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_event_trigger'::regclass::oid AS classid, t.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, t.evtname::text AS name, NULL AS args, t.evtowner AS owner, NULL::aclitem[] AS acl,
       t.evtevent::text AS event, ARRAY(SELECT tag FROM unnest(t.evttags) AS tag ORDER BY tag COLLATE "C") AS tags, )" +
           named_function("t.evtfoid") + R"( AS function,
       CASE t.evtenabled WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always' END AS enabled
FROM pg_event_trigger t
WHERE $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<EventTrigger>(row));
}

std::string target(const Object& object) {
    return "EVENT TRIGGER " + quote_ident(object.id.name);
}

void set_enabled(const Object& object, Script& script) {
    const std::string& enabled = object.as<EventTrigger>().enabled;
    script.add("ALTER " + target(object) + (enabled == "disabled"  ? " DISABLE"
                                            : enabled == "replica" ? " ENABLE REPLICA"
                                            : enabled == "always"  ? " ENABLE ALWAYS"
                                                                   : " ENABLE"));
}

void create(const Creation& creation, Script& script) {
    const auto& t = creation.object.as<EventTrigger>();
    std::string tags;
    for (const std::string& tag : t.tags) tags += (tags.empty() ? "" : ", ") + quote_literal(tag);
    script.add("CREATE " + target(creation.object) + " ON " + quote_ident(t.event) +
               (tags.empty() ? "" : " WHEN TAG IN (" + tags + ")") + " EXECUTE FUNCTION " + t.function + "()");
    if (t.enabled != "origin") set_enabled(creation.object, script);
}

void alter(const Alteration& alteration, Script& script) {
    if (alteration.changes.take("enabled")) set_enabled(alteration.to, script);
}

} // namespace

const Ops event_trigger = {
    .kind = Kind::event_trigger,
    .name = "event trigger",
    .plural = "event_triggers",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .in_database = true,
    .catalog = "pg_event_trigger",
    .name_column = "evtname",
};

} // namespace flux::kinds
