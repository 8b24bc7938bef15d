#include "model/reader.hpp"

#include <algorithm>

#include "failure.hpp"
#include "ir/remarks.hpp"
#include "ir/type_text.hpp"
#include "model/facts.hpp"
#include "model/fields.hpp"

namespace flux::gen {
namespace {

void read_name(const json& object, Named& out) {
    out.name = {text(object, "schema"), text(object, "name")};
    out.remarks = parse_remarks(text(object, "comment"));
}

Column read_column(const json& object, const Schema& schema) {
    Column column;
    column.name = text(object, "name");
    column.type = parse_type(text(object, "type"));
    column.default_sql = maybe(object, "default");
    column.identity = maybe(object, "identity");
    column.generated = maybe(object, "generated");
    column.generated_virtual = flag(object, "generated_virtual");
    // A NOT NULL that was never validated says nothing about the rows that are there.
    const auto named = object.find("not_null_constraint");
    const bool proven = named == object.end() || !named->is_object() || !named->contains("validated") ||
                        flag(*named, "validated");
    column.not_null = (flag(object, "not_null") && proven) || schema.domain_not_null(column.type);
    column.insertable = column.updatable = !column.generated && column.identity != "always";
    column.required = column.not_null && !column.default_sql && !column.identity && !column.generated;
    column.remarks = parse_remarks(text(object, "comment"));
    return column;
}

// All rows, and the columns themselves: what makes a foreign key one to one.
bool covers_all_rows(const json& index) {
    return flag(index, "unique") && text(index, "predicate").empty() && flag(index, "valid");
}

// `USING btree (a, b)`; empty where there is more to it than names.
std::vector<std::string> index_columns(const std::string& definition) {
    const auto open = definition.find('('), close = definition.rfind(')');
    if (open == std::string::npos || close != definition.size() - 1) return {};
    std::vector<std::string> out;
    std::string_view rest = std::string_view(definition).substr(open + 1, close - open - 1);
    if (rest.find_first_of("( \"") != std::string_view::npos && rest.find(", ") == std::string_view::npos)
        return {};
    while (!rest.empty()) {
        const auto comma = rest.find(", ");
        const std::string part(rest.substr(0, comma));
        if (part.find_first_of("() ") != std::string::npos) return {};
        out.push_back(name_parts(part)[0]);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
    }
    return out;
}

void read_constraints(const json& object, Relation& out) {
    for (const json& item : list(object, "constraints")) {
        Constraint constraint{text(item, "name"), text(item, "type"), text(item, "definition"),
                              texts(item, "columns")};
        if (constraint.type == "primary key") out.primary_key = constraint.columns;
        out.constraints.push_back(std::move(constraint));
    }
    std::vector<std::vector<std::string>> unique;
    for (const json& item : list(object, "indexes")) {
        const std::string predicate = text(item, "predicate");
        out.indexes.push_back({text(item, "name"),
                               text(item, "definition") + (predicate.empty() ? "" : " WHERE " + predicate),
                               flag(item, "unique")});
        if (covers_all_rows(item)) unique.push_back(index_columns(text(item, "definition")));
    }
    for (const Constraint& constraint : out.constraints)
        if (constraint.type == "primary key" || constraint.type == "unique")
            unique.push_back(constraint.columns);
    for (const json& item : list(object, "foreign_keys")) {
        ForeignKey key{text(item, "name"),
                       texts(item, "columns"),
                       qualified_name(text(item, "referenced_table")),
                       texts(item, "referenced_columns"),
                       text(item, "definition"),
                       false};
        auto sorted = key.columns;
        std::sort(sorted.begin(), sorted.end());
        for (auto columns : unique) {
            std::sort(columns.begin(), columns.end());
            key.unique = key.unique || (!columns.empty() && columns == sorted);
        }
        out.foreign_keys.push_back(std::move(key));
    }
}

Relation read_relation(const json& object, Relation::Kind kind, const Schema& schema) {
    Relation relation;
    relation.kind = kind;
    read_name(object, relation);
    for (const json& item : list(object, "columns")) relation.columns.push_back(read_column(item, schema));
    read_constraints(object, relation);
    for (const std::string& column : relation.primary_key)
        for (Column& known : relation.columns)
            if (known.name == column) known.not_null = true;
    for (const json& item : list(object, "triggers"))
        relation.triggers.push_back(text(item, "name") + ": " + text(item, "event") + " " +
                                    text(item, "action"));
    for (const json& item : list(object, "policies"))
        relation.policies.push_back(
            text(item, "name") + ": " + text(item, "command") +
            (text(item, "using").empty() ? "" : " USING (" + text(item, "using") + ")") +
            (text(item, "check").empty() ? "" : " WITH CHECK (" + text(item, "check") + ")"));
    if (const auto parent = maybe(object, "partition_of")) relation.partition_of = qualified_name(*parent);
    relation.partition_key = text(object, "partition_key");
    relation.definition = text(object, "definition");
    relation.insertable = relation.updatable = !relation.is_view();
    return relation;
}

Domain read_domain(const json& object) {
    Domain domain;
    read_name(object, domain);
    domain.base = parse_type(text(object, "type"));
    domain.not_null = flag(object, "not_null");
    for (const json& item : list(object, "domain_constraints"))
        if (!text(item, "expression").empty()) domain.checks.push_back(text(item, "expression"));
    return domain;
}

Routine read_routine(const json& object, bool procedure) {
    Routine routine;
    read_name(object, routine);
    routine.signature = text(object, "args");
    routine.procedure = procedure;
    routine.strict = flag(object, "strict");
    routine.volatility = text(object, "volatility");
    for (const json& item : list(object, "arguments"))
        routine.parameters.push_back({text(item, "mode"), text(item, "name"), parse_type(text(item, "type")),
                                      maybe(item, "default").has_value(), false});
    std::string result = procedure ? "record" : text(object, "result");
    if (result.starts_with("SETOF ")) {
        routine.returns_set = true;
        result = result.substr(6);
    } else if (result.starts_with("TABLE(")) {
        routine.returns_set = true;
        result = "record";
    }
    routine.result = parse_type(result);
    return routine;
}

template <class T>
void sort_by_name(std::vector<T>& objects) {
    std::stable_sort(objects.begin(), objects.end(), [](const T& a, const T& b) { return a.name < b.name; });
}

void read_types(const json& root, Schema& schema) {
    for (const json& item : list(root, "enums")) {
        Enum& added = schema.enums.emplace_back();
        read_name(item, added);
        added.labels = texts(item, "labels");
    }
    for (const json& item : list(root, "domains")) schema.domains.push_back(read_domain(item));
    for (const json& item : list(root, "composite_types")) {
        Composite& added = schema.composites.emplace_back();
        read_name(item, added);
        for (const json& attribute : list(item, "attributes"))
            added.attributes.push_back(
                {text(attribute, "name"), parse_type(text(attribute, "type")), text(attribute, "comment")});
    }
    for (const json& item : list(root, "range_types")) {
        Range& added = schema.ranges.emplace_back();
        read_name(item, added);
        added.subtype = parse_type(text(item, "subtype"));
        added.multirange = {text(item, "multirange_schema"), text(item, "multirange_name")};
    }
    sort_by_name(schema.enums);
    sort_by_name(schema.domains);
    sort_by_name(schema.composites);
    sort_by_name(schema.ranges);
}

void read_relations(const json& root, Schema& schema) {
    using Kind = Relation::Kind;
    const std::pair<const char*, Kind> kinds[] = {{"tables", Kind::table},
                                                  {"foreign_tables", Kind::foreign_table},
                                                  {"views", Kind::view},
                                                  {"materialized_views", Kind::materialized_view}};
    for (const auto& [key, kind] : kinds)
        for (const json& item : list(root, key))
            schema.relations.push_back(read_relation(item, kind, schema));
    sort_by_name(schema.relations);
}

void read_routines(const json& root, Schema& schema) {
    for (const json& item : list(root, "functions")) schema.routines.push_back(read_routine(item, false));
    for (const json& item : list(root, "procedures")) schema.routines.push_back(read_routine(item, true));
    std::stable_sort(schema.routines.begin(), schema.routines.end(), [](const Routine& a, const Routine& b) {
        return std::tie(a.name, a.signature) < std::tie(b.name, b.signature);
    });
}

} // namespace

Schema read_model(const std::string& document) {
    const json root = json::parse(document, nullptr, false);
    if (!root.is_object() || !root.contains("format"))
        throw Failure("the model is not what pg_flux.model() prints", {},
                      "Save one with: psql -XAtc 'SELECT pg_flux.model()' > model.json");
    if (root["format"] != 1)
        throw Failure("the model has format " + root["format"].dump() + ", this program reads format 1");
    Schema schema;
    for (const json& item : list(root, "schemas")) schema.schemas.push_back(text(item, "name"));
    std::sort(schema.schemas.begin(), schema.schemas.end());
    read_types(root, schema);
    read_relations(root, schema);
    read_routines(root, schema);
    if (root.contains("facts")) apply_facts(root["facts"], schema);
    return schema;
}

} // namespace flux::gen
