#include "core/kinds/text_search_configuration.hpp"

#include <algorithm>
#include <utility>

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return named_columns("pg_ts_config", "cfg") + ", " +
           qualified_name_of("pg_ts_parser", "prs", "x.cfgparser") + R"( AS parser,
       coalesce((SELECT json_agg(json_build_object('token', t.alias, 'dictionaries', m.dictionaries) ORDER BY t.tokid)
                 FROM ts_token_type(x.cfgparser) AS t
                 JOIN (SELECT m.maptokentype,
                              json_agg(format('%I.%I', dn.nspname, d.dictname) ORDER BY m.mapseqno) AS dictionaries
                       FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict
                       JOIN pg_namespace dn ON dn.oid = d.dictnamespace
                       WHERE m.mapcfg = x.oid GROUP BY m.maptokentype) AS m ON m.maptokentype = t.tokid),
                '[]') AS mappings)" +
           named_source("pg_ts_config", "cfg");
}

Attributes read(const Row& row) {
    return Attributes(read_fields<TextSearchConfiguration>(row));
}

std::string target(const Object& object) {
    return "TEXT SEARCH CONFIGURATION " + object.id.qualified();
}

using Mappings = std::vector<TokenMapping>;

// Tokens with the same dictionaries in one statement, in the order of their first.
void write(const Object& object, const char* verb, const Mappings& mappings, Phase phase, Script& script) {
    std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> groups;
    for (const TokenMapping& mapping : mappings) {
        const auto same = [&](const auto& group) { return group.first == mapping.dictionaries; };
        auto group = std::find_if(groups.begin(), groups.end(), same);
        if (group == groups.end()) group = groups.insert(groups.end(), {mapping.dictionaries, {}});
        group->second.push_back(quote_ident(mapping.token));
    }
    for (const auto& [dictionaries, tokens] : groups)
        script.add("ALTER " + target(object) + " " + verb + " MAPPING FOR " + join(tokens) + " WITH " +
                       join(dictionaries),
                   {.phase = phase});
}

void drop_mappings(const Object& object, const Mappings& mappings, Phase phase, Script& script) {
    std::vector<std::string> tokens;
    for (const TokenMapping& mapping : mappings) tokens.push_back(quote_ident(mapping.token));
    if (!tokens.empty())
        script.add("ALTER " + target(object) + " DROP MAPPING FOR " + join(tokens), {.phase = phase});
}

const TokenMapping* find(const Mappings& mappings, const std::string& token) {
    const auto at = std::find_if(mappings.begin(), mappings.end(),
                                 [&](const TokenMapping& mapping) { return mapping.token == token; });
    return at == mappings.end() ? nullptr : &*at;
}

void create(const Creation& creation, Script& script) {
    const auto& c = creation.object.as<TextSearchConfiguration>();
    script.add("CREATE " + target(creation.object) + " (PARSER = " + c.parser + ")");
    write(creation.object, "ADD", c.mappings, Phase::build, script);
}

// Why late: a new dictionary is made before, and one that goes is dropped after.
void alter(const Alteration& alteration, Script& script) {
    const Mappings& from = alteration.from.as<TextSearchConfiguration>().mappings;
    const Mappings& to = alteration.to.as<TextSearchConfiguration>().mappings;
    if (alteration.changes.has("parser")) return;
    const bool changed = alteration.changes.take("mappings");
    if (alteration.upheaval.link) {
        drop_mappings(alteration.to, from, Phase::release, script);
        return write(alteration.to, "ADD", to, Phase::late, script);
    }
    if (!changed) return;
    Mappings gone, added, altered;
    for (const TokenMapping& mapping : from)
        if (!find(to, mapping.token)) gone.push_back(mapping);
    for (const TokenMapping& mapping : to) {
        const TokenMapping* before = find(from, mapping.token);
        if (!before) added.push_back(mapping);
        if (before && *before != mapping) altered.push_back(mapping);
    }
    drop_mappings(alteration.to, gone, Phase::late, script);
    write(alteration.to, "ALTER", altered, Phase::late, script);
    write(alteration.to, "ADD", added, Phase::late, script);
}

Facet facet(const Object&, const Object& on, char) {
    return on.id.kind == Kind::text_search_dictionary ? Facet::link : Facet::whole;
}

Reaction react(const Object&, Facet facet, const Object&, Cause) {
    return facet == Facet::link ? Reaction::relink : Reaction::replace;
}

} // namespace

const Ops text_search_configuration = {
    .kind = Kind::text_search_configuration,
    .name = "text search configuration",
    .plural = "text_search_configurations",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .react = react,
    .facet = facet,
    .catalog = "pg_ts_config",
};

} // namespace flux::kinds
