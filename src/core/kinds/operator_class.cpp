#include "core/kinds/operator_class.hpp"

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return named_columns("pg_opclass", "opc", true, "quote_ident(am.amname)") +
           ", format_type(x.opcintype, NULL) AS type, " + qualified_name_of("pg_opfamily", "opf", "x.opcfamily") +
           " AS family, x.opcdefault AS is_default, "
           "CASE WHEN x.opckeytype <> 0 THEN format_type(x.opckeytype, NULL) END AS storage" +
           member_columns("pg_opclass") +
           named_source("pg_opclass", "opc", "JOIN pg_am am ON am.oid = x.opcmethod");
}

Attributes read(const Row& row) {
    return Attributes(read_fields<OperatorClass>(row));
}

std::string target(const Object& object) {
    return "OPERATOR CLASS " + name_using(object.id);
}

// A class without members has its own type as storage, for it must say something.
void create(const Creation& creation, Script& script) {
    const Object& object = creation.object;
    const auto& c = object.as<OperatorClass>();
    std::vector<std::string> items;
    for (const MemberOperator& member : c.operators) items.push_back(add_clause(member));
    for (const MemberFunction& member : c.functions) items.push_back(add_clause(member));
    if (c.storage || items.empty()) items.push_back("STORAGE " + c.storage.value_or(c.type));
    script.add("CREATE OPERATOR CLASS " + object.id.qualified() + (c.is_default ? " DEFAULT" : "") +
               " FOR TYPE " + c.type + " USING " + object.id.args + " FAMILY " + c.family + " AS\n    " +
               join(items, ",\n    "));
}

void alter(const Alteration&, Script&) {}

Reaction react(const Object&, Facet, const Object&, Cause cause) {
    return cause == Cause::converted ? Reaction::none : Reaction::replace;
}

std::optional<std::string> place(const Object& object) {
    const auto& c = object.as<OperatorClass>();
    return c.is_default ? std::optional(object.id.args + " for " + c.type) : std::nullopt;
}

} // namespace

const Ops operator_class = {
    .kind = Kind::operator_class,
    .name = "operator class",
    .plural = "operator_classes",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .react = react,
    .place = place,
    .catalog = "pg_opclass",
};

} // namespace flux::kinds
