#include "model/facts.hpp"

#include <algorithm>

#include "model/fields.hpp"

namespace flux::gen {
namespace {

template <class T>
T* find(std::vector<T>& objects, const QName& name) {
    const auto at =
        std::find_if(objects.begin(), objects.end(), [&](const T& object) { return object.name == name; });
    return at == objects.end() ? nullptr : &*at;
}

// The only values, where a check that all rows meet names them.
std::vector<std::string> one_of(const json& check, const std::string& column) {
    std::vector<std::string> out;
    if (!flag(check, "validated")) return out;
    for (const json& term : list(check, "terms"))
        if (text(term, "kind") == "one_of" && text(term, "column") == column)
            for (const json& value : list(term, "values"))
                if (value.is_string()) out.push_back(value.get<std::string>());
    return out;
}

void apply_column(const json& fact, const json& checks, Column& column) {
    column.not_null = flag(fact, "not_null");
    column.insertable = flag(fact, "insertable");
    column.updatable = flag(fact, "updatable");
    column.required = flag(fact, "required");
    const json& source = list(fact, "source");
    if (source.is_object())
        column.source = {{text(source, "schema"), text(source, "relation")}, text(source, "column")};
    for (const json& check : checks)
        if (column.allowed.empty()) column.allowed = one_of(check, column.name);
}

void apply_relation(const json& fact, Relation& relation) {
    relation.insertable = flag(fact, "insertable");
    relation.updatable = flag(fact, "updatable");
    for (const json& item : list(fact, "columns"))
        for (Column& column : relation.columns)
            if (column.name == text(item, "name")) apply_column(item, list(fact, "checks"), column);
    for (const json& item : list(fact, "reads"))
        relation.reads.push_back({text(item, "schema"), text(item, "relation")});
    for (const json& item : list(fact, "foreign_keys"))
        for (ForeignKey& key : relation.foreign_keys)
            if (key.name == text(item, "name")) key.unique = text(item, "cardinality") == "one-to-one";
}

} // namespace

void apply_facts(const json& facts, Schema& schema) {
    for (const json& fact : list(facts, "relations"))
        if (Relation* relation = find(schema.relations, {text(fact, "schema"), text(fact, "name")}))
            apply_relation(fact, *relation);
    for (const json& fact : list(facts, "types"))
        if (Domain* domain = find(schema.domains, {text(fact, "schema"), text(fact, "name")}))
            for (const json& check : list(fact, "checks"))
                if (domain->allowed.empty()) domain->allowed = one_of(check, "");
}

} // namespace flux::gen
