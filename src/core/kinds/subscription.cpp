#include "core/kinds/subscription.hpp"

#include "core/kinds/connection_string.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// 15 brought two-phase commit and disabling on error, 16 origins, parallel streaming and who needs a password, 17 failover.
std::string query_with(int version, const std::string& connection) {
    return R"(
SELECT 'pg_subscription'::regclass::oid AS classid, s.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, s.subname::text AS name, NULL AS args, s.subowner AS owner, NULL::aclitem[] AS acl,
       )" + connection +
           R"( AS connection,
       ARRAY(SELECT p FROM unnest(s.subpublications) AS p ORDER BY p COLLATE "C") AS publications,
       s.subslotname::text AS slot_name, s.subsynccommit AS synchronous_commit, s.subbinary AS binary,
       )" + since(version, 16, "CASE s.substream WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' ELSE 'off' END",
                  "CASE WHEN s.substream THEN 'on' ELSE 'off' END") +
           " AS streaming, " + since(version, 16, "s.suborigin", "'any'") + " AS origin, " +
           since(version, 15, "s.subtwophasestate <> 'd'", "false") + " AS two_phase, " +
           since(version, 15, "s.subdisableonerr", "false") + " AS disable_on_error, " +
           since(version, 16, "s.subpasswordrequired", "true") + " AS password_required, " +
           since(version, 16, "s.subrunasowner", "false") + " AS run_as_owner, " +
           since(version, 17, "s.subfailover", "false") + R"( AS failover, s.subenabled AS enabled
FROM pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND $1 IS NOT NULL)";
}

// Before 15 hardly a column is for everybody to read.
std::string query(int version) {
    const std::string all = query_with(version, "NULL");
    if (version >= 150000) return all;
    return "SELECT * FROM (SELECT NULL::oid AS classid, NULL::oid AS objid, NULL::int AS objsubid, NULL AS schema, "
           "NULL AS parent, NULL AS name, NULL AS args, NULL::oid AS owner, NULL::aclitem[] AS acl) AS o "
           "WHERE false AND $1 IS NOT NULL";
}

std::string superuser_query(int version) {
    return query_with(version, "s.subconninfo");
}

Attributes read(const Row& row) {
    Subscription out;
    for_each_field<Subscription>([&](const auto& f) {
        if (std::string_view(f.name) == "connection") return;
        if (const auto& cell = row.at(f.name)) value_from_text(*cell, out.*f.member);
    });
    if (const auto& connection = row.at("connection")) out.options = parse_connection_string(*connection);
    return Attributes(std::move(out));
}

std::string target(const Object& object) {
    return "SUBSCRIPTION " + quote_ident(object.id.name);
}

// One literal holds it all, so that a secret takes the whole of it along.
std::string connection(const Subscription& s, Secrets secrets) {
    bool hidden = false;
    for (const ForeignOption& option : s.options) hidden = hidden || option.value.secret;
    if (hidden && secrets == Secrets::shown_as_variables) return " CONNECTION :'connection'";
    return " CONNECTION " + quote_literal(connection_string(s.options));
}

std::string publications(const Subscription& s) {
    std::string out;
    for (const std::string& name : s.publications) out += (out.empty() ? " PUBLICATION " : ", ") + quote_ident(name);
    return out;
}

std::string yes_or_no(bool value) {
    return value ? "true" : "false";
}

// Those that ALTER can set, by name.
std::vector<std::pair<std::string, std::string>> settings(const Subscription& s) {
    return {{"slot_name", s.slot_name ? quote_literal(*s.slot_name) : "NONE"},
            {"synchronous_commit", quote_literal(s.synchronous_commit)},
            {"streaming", s.streaming},
            {"origin", s.origin},
            {"binary", yes_or_no(s.binary)},
            {"disable_on_error", yes_or_no(s.disable_on_error)},
            {"password_required", yes_or_no(s.password_required)},
            {"run_as_owner", yes_or_no(s.run_as_owner)}};
}

void create(const Creation& creation, Script& script) {
    const auto& s = creation.object.as<Subscription>();
    std::string options = "connect = false";
    const auto defaults = settings(Subscription{
        .slot_name = creation.object.id.name, .streaming = creation.live.server_version >= 180000 ? "parallel" : "off"});
    const auto wanted = settings(s);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (wanted[i] != defaults[i]) options += ", " + wanted[i].first + " = " + wanted[i].second;
    if (s.two_phase) options += ", two_phase = true";
    if (s.failover) options += ", failover = true";
    add_with_secrets(script, [&](Secrets secrets) {
        return "CREATE " + target(creation.object) + connection(s, secrets) + publications(s) + " WITH (" + options + ")";
    });
}

// What needs the publisher, or a subscription that rests, is not taken: such a one has to be made anew.
void alter(const Alteration& a, Script& script) {
    if (a.changes.has("two_phase") || a.changes.has("failover")) return;
    const auto& to = a.to.as<Subscription>();
    if (a.changes.take("connection"))
        add_with_secrets(script, [&](Secrets secrets) { return "ALTER " + target(a.to) + connection(to, secrets); });
    if (a.changes.take("publications"))
        script.add("ALTER " + target(a.to) + " SET" + publications(to) + " WITH (refresh = false)");
    std::string options;
    for (const auto& [name, value] : settings(to))
        if (a.changes.take(name)) options += (options.empty() ? "" : ", ") + name + " = " + value;
    if (!options.empty()) script.add("ALTER " + target(a.to) + " SET (" + options + ")");
}

// Without a word to the publisher, where the slot stays: within a transaction there is no other way.
void drop(const Object& object, Script& script) {
    if (object.as<Subscription>().slot_name) {
        script.add("ALTER " + target(object) + " DISABLE");
        script.add("ALTER " + target(object) + " SET (slot_name = NONE)");
    }
    script.add("DROP " + target(object), {.hazards = {Hazard::data_loss}});
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER " + target(from) + " RENAME TO " + quote_ident(to.name));
}

} // namespace

const Ops subscription = {
    .kind = Kind::subscription,
    .name = "subscription",
    .plural = "subscriptions",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .keep_undeclared = keep_secrets_of<Subscription>,
    .leave_out_secrets = leave_out_secrets_of<Subscription>,
    .superuser_query = superuser_query,
    .in_database = true,
    .catalog = "pg_subscription",
    .name_column = "subname",
    .replace_loses_data = true,
};

} // namespace flux::kinds
