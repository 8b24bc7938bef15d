#include "targets/language.hpp"

namespace flux::gen {
namespace {

template <class Visit>
void each_type(const Schema& schema, const Visit& visit) {
    for (const Relation& relation : schema.relations)
        for (const Column& column : relation.columns) visit(column.type);
    for (const Composite& composite : schema.composites)
        for (const Attribute& attribute : composite.attributes) visit(attribute.type);
    for (const Domain& domain : schema.domains) visit(domain.base);
    for (const Routine& routine : schema.routines) {
        for (const Parameter& parameter : routine.parameters) visit(parameter.type);
        // A row as the result is selected from, not a value.
        if (routine.result.array || !schema.relation(routine.result.name)) visit(routine.result);
    }
}

} // namespace

std::set<QName> extension_types(const Schema& schema) {
    std::set<QName> out;
    each_type(schema, [&](const TypeRef& type) {
        const QName& name = type.name;
        const bool own = schema.enumeration(name) || schema.domain(name) || schema.composite(name) ||
                         schema.relation(name) || schema.range(name) || schema.range_of_multirange(name);
        if (!type.builtin() && !own) out.insert(name);
    });
    return out;
}

std::set<QName> row_values(const Schema& schema) {
    std::set<QName> out;
    each_type(schema, [&](const TypeRef& type) {
        if (schema.relation(type.name)) out.insert(type.name);
    });
    return out;
}

std::string check_expression(const Constraint& constraint) {
    const std::string& text = constraint.definition;
    const auto close = text.rfind(')');
    if (constraint.type != "check" || !text.starts_with("CHECK (") || close == std::string::npos) return "";
    return text.substr(7, close - 7);
}

std::string action_of(const ForeignKey& key, const std::string& when) {
    const auto from = key.definition.find(" REFERENCES ");
    const auto at = key.definition.find(" " + when + " ", from == std::string::npos ? 0 : from);
    if (at == std::string::npos) return "";
    const std::string rest = key.definition.substr(at + when.size() + 2);
    for (const char* known : {"CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT"})
        if (rest.starts_with(known)) return known;
    return "";
}

std::vector<std::string> column_names(const Relation& relation) {
    std::vector<std::string> out;
    for (const Column& column : relation.columns) out.push_back(column.name);
    return out;
}

std::vector<std::string> attribute_names(const Composite& type) {
    std::vector<std::string> out;
    for (const Attribute& attribute : type.attributes) out.push_back(attribute.name);
    return out;
}

} // namespace flux::gen
