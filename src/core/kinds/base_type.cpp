#include "core/kinds/base_type.hpp"

#include <array>

#include "core/kinds/named_object.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string function_column(const char* column, const char* field) {
    return ", " + qualified_name_of("pg_proc", "pro", std::string("x.") + column) + " AS " + field;
}

// The type of an array is the one that its element names. Whoever takes or returns the type, or arrays of it, names it.
std::string query(int) {
    return named_columns("pg_type", "typ", true, "NULL", "x.typacl") +
           function_column("typinput", "input") + function_column("typoutput", "output") +
           function_column("typreceive", "receive") + function_column("typsend", "send") +
           function_column("typmodin", "typmod_in") + function_column("typmodout", "typmod_out") +
           function_column("typanalyze", "analyze") + function_column("typsubscript", "subscript") + R"(,
       CASE WHEN x.typlen = -1 THEN 'VARIABLE' ELSE x.typlen::text END AS length, x.typbyval AS by_value,
       CASE x.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END AS alignment,
       CASE x.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END AS storage,
       x.typcategory::text AS category, x.typispreferred AS preferred, x.typdefault AS default_text,
       CASE WHEN x.typelem <> 0 THEN format_type(x.typelem, NULL) END AS element, x.typdelim::text AS delimiter,
       x.typcollation <> 0 AS collatable,
       coalesce((SELECT json_agg(json_build_object('schema', pn.nspname, 'function', p.proname, 'args',
                            array_to_string(ARRAY(SELECT format_type(a.type, NULL) FROM unnest(p.proargtypes)
                                                  WITH ORDINALITY AS a(type, i) ORDER BY a.i), ', '))
                        ORDER BY p.proname COLLATE "C", p.oid)
                 FROM pg_proc p JOIN pg_namespace pn ON pn.oid = p.pronamespace
                 WHERE p.oid IN (x.typinput, x.typoutput, x.typreceive, x.typsend, x.typmodin, x.typmodout, x.typanalyze,
                                 x.typsubscript)
                   AND (p.prorettype IN (x.oid, x.typarray)
                        OR p.proargtypes::oid[] && ARRAY[x.oid, nullif(x.typarray, 0)])), '[]') AS makers)" +
           named_source("pg_type", "typ") + R"(
  AND x.typtype = 'b' AND x.typisdefined AND (SELECT e.typarray FROM pg_type e WHERE e.oid = x.typelem) IS DISTINCT FROM x.oid)";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<BaseType>(row));
}

std::string target(const Object& object) {
    return "TYPE " + object.id.qualified();
}

std::vector<std::string> options(const BaseType& t) {
    std::vector<std::string> out = {"INPUT = " + t.input, "OUTPUT = " + t.output};
    const auto add = [&](const char* name, const std::optional<std::string>& value) {
        if (value) out.push_back(std::string(name) + " = " + *value);
    };
    add("RECEIVE", t.receive);
    add("SEND", t.send);
    add("TYPMOD_IN", t.typmod_in);
    add("TYPMOD_OUT", t.typmod_out);
    add("ANALYZE", t.analyze);
    add("SUBSCRIPT", t.subscript);
    add("INTERNALLENGTH", t.length);
    if (t.by_value) out.push_back("PASSEDBYVALUE");
    add("ALIGNMENT", t.alignment);
    add("STORAGE", t.storage);
    if (t.category != "U") add("CATEGORY", quote_literal(t.category));
    if (t.preferred) add("PREFERRED", std::string("true"));
    if (t.default_value) add("DEFAULT", quote_literal(*t.default_value));
    add("ELEMENT", t.element);
    if (t.delimiter != ",") add("DELIMITER", quote_literal(t.delimiter));
    if (t.collatable) add("COLLATABLE", std::string("true"));
    return out;
}

void create(const Creation& creation, Script& script) {
    script.add("CREATE " + target(creation.object), {.phase = Phase::early});
    script.add(with_list("CREATE " + target(creation.object), options(creation.object.as<BaseType>())));
}

struct Settable {
    const char *attribute, *option;
    std::optional<std::string> BaseType::*member;
};
constexpr auto kSettable = std::to_array<Settable>({
    {"receive", "RECEIVE", &BaseType::receive},
    {"send", "SEND", &BaseType::send},
    {"typmod_in", "TYPMOD_IN", &BaseType::typmod_in},
    {"typmod_out", "TYPMOD_OUT", &BaseType::typmod_out},
    {"analyze", "ANALYZE", &BaseType::analyze},
    {"subscript", "SUBSCRIPT", &BaseType::subscript},
});

void alter(const Alteration& alteration, Script& script) {
    const auto& to = alteration.to.as<BaseType>();
    std::vector<std::string> changes;
    for (const Settable& each : kSettable)
        if (alteration.changes.take(each.attribute))
            changes.push_back(std::string(each.option) + " = " + (to.*each.member).value_or("NONE"));
    // What is stored out of line already cannot be taken back.
    if (to.storage != "plain" && alteration.changes.take("storage")) changes.push_back("STORAGE = " + to.storage);
    if (!changes.empty()) script.add("ALTER " + target(alteration.to) + " SET (" + join(changes) + ")");
}

// Why: the functions need the type as much as it needs them. All else that needs either is gone by then.
void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object) + " CASCADE");
}

// The functions too, since those of the new type have their names and arguments.
void set_aside(const Object& from, const Object&, Script& script) {
    for (const Maker& maker : from.as<BaseType>().makers) {
        const Identity id = {Kind::function, maker.schema, "", maker.function, maker.args};
        script.add("ALTER FUNCTION " + id.qualified() + "(" + id.args + ") RENAME TO " + quote_ident(aside_name(id)),
                   {.phase = Phase::release});
    }
    const std::string aside = aside_name(from.id);
    script.add("ALTER " + target(from) + " RENAME TO " + quote_ident(aside), {.phase = Phase::release});
    script.add("DROP TYPE " + quote_qualified(from.id.schema, aside) + " CASCADE", {.phase = Phase::cleanup});
}

bool names_itself(const Object&) { return true; }

Reaction react(const Object&, Facet, const Object&, Cause cause) {
    return cause == Cause::converted ? Reaction::none : Reaction::replace;
}

} // namespace

const Ops base_type = {
    .kind = Kind::base_type,
    .name = "base type",
    .plural = "base_types",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename_named,
    .react = react,
    .set_aside = set_aside,
    .names_itself = names_itself,
    .acl_type = 'T',
    .shares_type_names = true,
};

} // namespace flux::kinds
