#include <fmt/format.h>

#include <algorithm>

#include "targets/python/orm.hpp"

namespace flux::gen::python {
namespace {

// SQL as text() takes it: a colon would begin a parameter's name.
std::string sql(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == ':' ? std::string("\\:") : std::string(1, c);
    return quoted(out);
}

std::string identifier(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

// `_sa.Numeric(%)` takes all modifiers, `precision=%` the first; without any, an argument goes.
std::string with_modifiers(std::string text, const std::vector<int>& modifiers) {
    const auto percent = text.find('%');
    if (percent == std::string::npos) return text;
    std::string list;
    for (const int modifier : modifiers) list += (list.empty() ? "" : ", ") + std::to_string(modifier);
    if (!modifiers.empty()) return text.replace(percent, 1, list);
    auto from = percent;
    while (text[from - 1] != '(' && text[from - 1] != ',') --from;
    if (text[from - 1] == ',') --from;
    auto to = percent + 1;
    if (text[from] != ',' && text[to] == ',') to += 2;
    return text.erase(from, to - from);
}

} // namespace

std::string OrmColumns::type(const TypeRef& type, const std::string& where) const {
    if (!type.array) return scalar(type, where);
    // A row is a tuple, which would be taken for a further dimension.
    const TypeRef below = types_.schema().below_domains(type.element());
    const bool rows = types_.schema().composite(below.name) || types_.schema().relation(below.name);
    return fmt::format("_pg.ARRAY({}{})", scalar(type.element(), where), rows ? ", dimensions=1" : "");
}

std::string OrmColumns::scalar(const TypeRef& type, const std::string& where) const {
    const Schema& schema = types_.schema();
    // Values of a domain are its base type's, and so is what can be done with them.
    if (const Domain* domain = schema.domain(type.name)) return this->type(domain->base, where);
    if (const Enum* known = schema.enumeration(type.name); known && !known->labels.empty()) {
        imports_.name(".enums", types_.names().of(type.name));
        return fmt::format("_labelled({}, {}, {})",
                           types_.names().of(type.name), quoted(type.name.name), quoted(type.name.schema));
    }
    if (type.builtin() && (range_bound(schema, type) || multirange_bound(schema, type))) {
        std::string name = type.name.name;
        std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
        return fmt::format("_pg.{}()", name);
    }
    // CHAR without a length would be one of length 1.
    if (type.is("bpchar") && !type.modifiers.empty()) return fmt::format("_sa.CHAR({})", type.modifiers[0]);
    if (type.builtin() && types_.map().knows(type) && !types_.map().cell(type.name.name, "sqlalchemy").empty())
        return with_modifiers(types_.map().cell(type.name.name, "sqlalchemy"), type.modifiers);
    const std::string name = type.builtin() ? identifier(type.name.name)
                                            : identifier(type.name.schema) + "." + identifier(type.name.name);
    return fmt::format("PgType({})", quoted(name));
}

std::string OrmColumns::more(const Relation& relation, const Column& column) const {
    std::string out = ", " + type(column.type, relation.name.dotted() + "." + column.name);
    if (column.identity) out += fmt::format(", _sa.Identity(always={})", *column.identity == "always" ? "True" : "False");
    if (column.generated) out += fmt::format(", _sa.Computed({}, persisted={})", sql(*column.generated),
                                           column.generated_virtual ? "False" : "True");
    const auto& key = relation.primary_key;
    if (std::find(key.begin(), key.end(), column.name) != key.end()) out += ", primary_key=True";
    if (column.default_sql) out += fmt::format(", server_default=_sa.text({})", sql(*column.default_sql));
    out += fmt::format(", nullable={}", types_.not_null(relation, column) ? "False" : "True");
    if (types_.settings().flag("comments") && !column.remarks.text.empty())
        out += ", comment=" + quoted(column.remarks.text);
    return out;
}

std::string OrmColumns::arguments(const Relation& relation, const Column& column, const std::string& field) const {
    const std::string name = field == column.name ? "" : quoted(column.name);
    const std::string rest = more(relation, column);
    return name.empty() ? rest.substr(2) : name + rest;
}

std::string OrmColumns::table_arguments(const Relation& relation, const Column& column) const {
    return quoted(column.name) + more(relation, column);
}

std::vector<std::string> constraints(const Relation& relation) {
    std::vector<std::string> out;
    for (const Constraint& constraint : relation.constraints) {
        std::string columns;
        for (const std::string& column : constraint.columns) columns += quoted(column) + ", ";
        const bool deferrable = constraint.definition.find(" DEFERRABLE") != std::string::npos &&
                                constraint.definition.find(" NOT DEFERRABLE") == std::string::npos;
        const std::string end = fmt::format("name={}{})", quoted(constraint.name), deferrable ? ", deferrable=True" : "");
        if (constraint.type == "primary key") out.push_back("_sa.PrimaryKeyConstraint(" + columns + end);
        if (constraint.type == "unique") out.push_back("_sa.UniqueConstraint(" + columns + end);
        if (const std::string check = check_expression(constraint); !check.empty())
            out.push_back(fmt::format("_sa.CheckConstraint({}, name={})", sql(check), quoted(constraint.name)));
    }
    return out;
}

std::string actions(const ForeignKey& key) {
    std::string out;
    const std::string& text = key.definition;
    const auto after = text.rfind(')');
    const std::string rest = after == std::string::npos ? "" : text.substr(after + 1);
    for (const auto& [when, argument] : {std::pair("ON UPDATE", "onupdate"), std::pair("ON DELETE", "ondelete")})
        if (const std::string action = action_of(key, when); !action.empty())
            out += fmt::format(", {}=\"{}\"", argument, action);
    if (rest.find(" DEFERRABLE") != std::string::npos && rest.find("NOT DEFERRABLE") == std::string::npos)
        out += ", deferrable=True";
    if (rest.find(" INITIALLY DEFERRED") != std::string::npos) out += ", initially=\"DEFERRED\"";
    if (rest.find(" MATCH FULL") != std::string::npos) out += ", match=\"FULL\"";
    return out;
}

} // namespace flux::gen::python
