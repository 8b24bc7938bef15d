#include "core/kinds/range_type.hpp"

#include "core/kinds/column_type.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/list.hpp"
#include "core/text/qualified.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_type'::regclass::oid AS classid, t.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, t.typname::text AS name, NULL AS args,
       t.typowner AS owner, t.typacl AS acl,
       format_type(r.rngsubtype, NULL) AS subtype,
       (SELECT format('%I.%I', onsp.nspname, o.opcname)
        FROM pg_opclass o JOIN pg_namespace onsp ON onsp.oid = o.opcnamespace
        WHERE o.oid = r.rngsubopc AND NOT (o.opcdefault AND o.opcintype = r.rngsubtype)) AS opclass,
       (SELECT format('%I.%I', ln.nspname, l.collname)
        FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
        WHERE l.oid = r.rngcollation AND l.oid <> s.typcollation) AS collation,
       nullif(r.rngcanonical::text, '-') AS canonical, nullif(r.rngsubdiff::text, '-') AS subtype_diff,
       mn.nspname::text AS multirange_schema, m.typname::text AS multirange_name
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_range r ON r.rngtypid = t.oid
JOIN pg_type s ON s.oid = r.rngsubtype
JOIN pg_type m ON m.oid = r.rngmultitypid
JOIN pg_namespace mn ON mn.oid = m.typnamespace
WHERE t.typtype = 'r' AND t.typnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<RangeType>(row));
}

std::string target(const Object& object) {
    return "TYPE " + object.id.qualified();
}

// The canonical function takes and returns the type.
bool names_itself(const Object& object) {
    return object.as<RangeType>().canonical.has_value();
}

// What the server calls it when nothing is said. Names too long for that are simply spelled out.
std::string default_multirange(const std::string& name) {
    const std::size_t at = name.find("range");
    return at == std::string::npos ? name + "_multirange" : name.substr(0, at) + "multi" + name.substr(at);
}

void create(const Creation& creation, Script& script) {
    const Object& object = creation.object;
    const auto& range = object.as<RangeType>();
    std::vector<std::string> options = {"SUBTYPE = " + range.subtype};
    if (range.opclass) options.push_back("SUBTYPE_OPCLASS = " + *range.opclass);
    if (range.collation) options.push_back("COLLATION = " + *range.collation);
    if (range.canonical) options.push_back("CANONICAL = " + *range.canonical);
    if (range.subtype_diff) options.push_back("SUBTYPE_DIFF = " + *range.subtype_diff);
    if (range.multirange_schema != object.id.schema ||
        range.multirange_name != default_multirange(object.id.name))
        options.push_back("MULTIRANGE_TYPE_NAME = " +
                          quote_qualified(range.multirange_schema, range.multirange_name));
    if (range.canonical) script.add("CREATE " + target(object), {.phase = Phase::early});
    script.add(with_list("CREATE " + target(object) + " AS RANGE", options));
}

void alter(const Alteration&, Script&) {}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object) + (names_itself(object) ? " CASCADE" : ""));
}

void rename_to(const std::string& what, const std::string& name, Phase phase, Script& script) {
    script.add("ALTER " + what + " RENAME TO " + quote_ident(name), {.phase = phase});
}

// Why: the constructor functions keep the old name when the type gets another.
void rename_constructors(const Object& from, const std::string& name, Phase phase, Script& script) {
    const std::string& subtype = from.as<RangeType>().subtype;
    for (const std::string& arguments :
         {"(" + subtype + ", " + subtype + ")", "(" + subtype + ", " + subtype + ", text)"})
        rename_to("FUNCTION " + from.id.qualified() + arguments, name, phase, script);
}

void rename(const Object& from, const Identity& to, Script& script) {
    rename_constructors(from, to.name, Phase::build, script);
    rename_to(target(from), to.name, Phase::build, script);
}

// The multirange type has a name of its own, which the successor needs, and constructors too.
void set_aside(const Object& from, const Object& to, Script& script) {
    const auto& range = from.as<RangeType>();
    const Identity multirange = {
        .kind = Kind::range_type, .schema = range.multirange_schema, .name = range.multirange_name};
    const std::string aside = aside_name(multirange);
    const std::string self = from.id.qualified();
    for (const std::string& arguments : {std::string("()"), "(" + self + ")", "(" + self + "[])"})
        rename_to("FUNCTION " + multirange.qualified() + arguments, aside, Phase::release, script);
    rename_to("TYPE " + multirange.qualified(), aside, Phase::release, script);
    rename_constructors(from, aside_name(from.id), Phase::release, script);
    const auto losses = losses_of(range.subtype, to.as<RangeType>().subtype);
    if (!range.canonical) return set_type_aside(from.id, "TYPE", script, losses);
    rename_to("FUNCTION " + *range.canonical + "(" + self + ")",
              aside_name({Kind::function, "", "", parse_qualified(*range.canonical).second, self}), Phase::release, script);
    rename_to(target(from), aside_name(from.id), Phase::release, script);
    script.add("DROP TYPE " + quote_qualified(from.id.schema, aside_name(from.id)) + " CASCADE",
               {.hazards = losses, .phase = Phase::cleanup});
}

// A composite type inside it that changes an attribute stays the same type.
Reaction react(const Object&, Facet, const Object&, Cause cause) {
    return cause == Cause::converted ? Reaction::none : Reaction::replace;
}

} // namespace

const Ops range_type = {
    .kind = Kind::range_type,
    .name = "range type",
    .plural = "range_types",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .react = react,
    .set_aside = set_aside,
    .names_itself = names_itself,
    .acl_type = 'T',
    .catalog = "pg_type",
    .letter_column = "typtype",
    .letters = "r",
    .shares_type_names = true,
};

} // namespace flux::kinds
