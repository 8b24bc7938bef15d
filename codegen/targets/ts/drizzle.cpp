// The flavour for drizzle: tables, views and enums for queries, with relations on both sides. What drizzle has a column
// for is one; everything else is a custom column, which reads and writes by the codecs of parsers.ts.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "failure.hpp"
#include "names/relationships.hpp"
#include "names/scope.hpp"
#include "targets/ts/drizzle.hpp"
#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

constexpr std::string_view kCustom =
#include "targets/ts/runtime/drizzle.ts.inc"
    ;

std::string raw(const std::string& sql) {
    return "sql.raw(" + quoted(sql) + ")";
}

// As SQL names a type.
std::string sql_name(const TypeRef& type) {
    const auto identifier = [](const std::string& name) {
        std::string out = "\"";
        for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
        return out + "\"";
    };
    const std::string name =
        type.builtin() ? type.name.name : identifier(type.name.schema) + "." + identifier(type.name.name);
    return (type.is("char") ? identifier(name) : name) + (type.array ? "[]" : "");
}

class Writer {
public:
    Writer(const Types& types, Imports& imports) : types_(types), imports_(imports) {
        const Schema& schema = types.schema();
        Scope scope;
        for (const Relation& relation : schema.relations) schemas_.try_emplace(relation.name.schema);
        for (const Enum& type : schema.enums) schemas_.try_emplace(type.name.schema);
        for (auto& [name, variable] : schemas_) {
            std::string wish = to_case(name, Case::camel);
            if (!is_ascii_identifier(wish)) wish = "other";
            variable = scope.take({wish, wish + "_"}) + "Schema";
        }
        Members members;
        for (const Relation& relation : schema.relations) {
            fields_.push_back(fields_of(types, relation));
            members.emplace_back(std::set<std::string>(fields_.back().begin(), fields_.back().end()));
        }
        relationships_ = relationships(schema, {Case::camel, types.settings().flag("strip_id")}, members);
    }

    std::string text() {
        std::string out = schemas() + enums();
        for (std::size_t i = 0; i < fields_.size(); ++i) out += relation(i);
        for (std::size_t i = 0; i < fields_.size(); ++i) out += relations(i);
        return out;
    }

private:
    // A value of drizzle's, imported where it is first used.
    std::string of(const char* name) {
        imports_.value("drizzle-orm/pg-core", name);
        return name;
    }
    std::string variable(const Relation& relation) const {
        return variable_name(types_.names().of(relation.name)) + (relation.is_view() ? "View" : "Table");
    }
    std::size_t place(const Relation& relation) const {
        return static_cast<std::size_t>(&relation - types_.schema().relations.data());
    }
    std::string field(const Relation& relation, const std::string& column) const {
        const auto at = std::find_if(relation.columns.begin(), relation.columns.end(),
                                     [&](const Column& known) { return known.name == column; });
        const std::string& name = fields_[place(relation)].at(static_cast<std::size_t>(at - relation.columns.begin()));
        return is_ascii_identifier(name) ? "." + name : "[" + quoted(name) + "]";
    }
    std::string list(const Relation& relation, const std::string& table, const std::vector<std::string>& columns) const {
        std::string out;
        for (const std::string& column : columns) out += (out.empty() ? "" : ", ") + table + field(relation, column);
        return "[" + out + "]";
    }

    // public has functions of its own.
    std::string schemas() {
        std::string out;
        for (const auto& [name, variable] : schemas_)
            if (name != "public") out += fmt::format("\nexport const {} = {}({});", variable, of("pgSchema"), quoted(name));
        return out.empty() ? "" : out + "\n";
    }
    std::string maker(const QName& name, const char* method, const char* in_public) {
        return name.schema == "public" ? of(in_public) : schemas_.at(name.schema) + "." + method;
    }

    std::string enums() {
        std::string out;
        for (const Enum& type : types_.schema().enums) {
            std::string labels;
            for (const std::string& label : type.labels) labels += (labels.empty() ? "" : ", ") + quoted(label);
            if (!type.labels.empty())
                out += fmt::format("\nexport const {}Enum = {}({}, [{}]);", variable_name(types_.names().of(type.name)),
                                   maker(type.name, "enum", "pgEnum"), quoted(type.name.name), labels);
        }
        return out.empty() ? "" : out + "\n";
    }

    std::string column(const Relation& relation, const Column& column, bool in_view) {
        Imports unused("");
        std::string stated = types_.of_column(relation, column, unused);
        TypeRef type = column.type;
        // What it is made of decides how it is read; how it is called, the type of its values.
        if (const Domain* domain = types_.schema().domain(type.name); domain && !type.array)
            type = types_.schema().below_domains(type);
        auto [text, value] = drizzle_column(types_, type, column.name, imports_);
        if (text.empty()) {
            const std::string codec = type.builtin() && !type.array && types_.map().knows(type)
                                          ? types_.codec(type.name.name)
                                          : std::string();
            const char* how = codec == "json" ? "asJson" : codec == "bytea" ? "asBytes" : "byCodec";
            needed_.insert(how);
            stated = types_.of_column(relation, column, imports_);
            const std::string key = types_.key(type), sql = sql_name(type);
            text = fmt::format("{}<{}>({}{})({})", how, stated, quoted(key), key == sql ? "" : ", " + quoted(sql),
                               quoted(column.name));
        } else if (value != stated) {
            stated = types_.of_column(relation, column, imports_);
            text += ".$type<" + stated + ">()";
        }
        if (types_.not_null(relation, column)) text += ".notNull()";
        if (in_view) return text;
        const bool whole = text.find("bigint(") == 0 || text.find("integer(") == 0 || text.find("smallint(") == 0;
        if (column.identity && whole)
            text += *column.identity == "always" ? ".generatedAlwaysAsIdentity()" : ".generatedByDefaultAsIdentity()";
        if (column.generated) text += ".generatedAlwaysAs(" + raw_sql(*column.generated) + ")";
        if (column.default_sql) text += ".default(" + raw_sql(*column.default_sql) + ")";
        if (relation.primary_key == std::vector<std::string>{column.name}) text += ".primaryKey()";
        return text + referring(relation, column);
    }

    std::string raw_sql(const std::string& text) {
        imports_.value("drizzle-orm", "sql");
        return raw(text);
    }

    // With the type said, tables may refer to each other in circles.
    std::string referring(const Relation& relation, const Column& column) {
        for (const ForeignKey& key : relation.foreign_keys) {
            const Relation* to = types_.schema().relation(key.referenced);
            if (!to || key.columns != std::vector<std::string>{column.name} || !to->column(key.referenced_columns.at(0)))
                continue;
            imports_.type("drizzle-orm/pg-core", "AnyPgColumn");
            std::string actions;
            for (const auto& [when, name] : {std::pair("ON UPDATE", "onUpdate"), std::pair("ON DELETE", "onDelete")}) {
                std::string action = action_of(key, when);
                std::transform(action.begin(), action.end(), action.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
                if (!action.empty()) actions += fmt::format("{}{}: {}", actions.empty() ? "" : ", ", name, quoted(action));
            }
            return fmt::format(".references((): AnyPgColumn => {}{}{})", variable(*to),
                               field(*to, key.referenced_columns[0]), actions.empty() ? "" : ", { " + actions + " }");
        }
        return "";
    }

    std::string further(const Relation& relation) {
        std::string out;
        const auto add = [&](const std::string& text) { out += "  " + text + ",\n"; };
        for (const Constraint& constraint : relation.constraints) {
            const bool there = std::all_of(constraint.columns.begin(), constraint.columns.end(),
                                           [&](const std::string& name) { return relation.column(name); });
            if (constraint.type == "primary key" && constraint.columns.size() > 1 && there)
                add(fmt::format("{}({{ name: {}, columns: {} }})", of("primaryKey"), quoted(constraint.name),
                                list(relation, "table", constraint.columns)));
            if (constraint.type == "unique" && there) {
                const std::string columns = list(relation, "table", constraint.columns);
                add(fmt::format("{}({}).on({})", of("unique"), quoted(constraint.name),
                                columns.substr(1, columns.size() - 2)));
            }
            if (const std::string said = check_expression(constraint); !said.empty())
                add(fmt::format("{}({}, {})", of("check"), quoted(constraint.name), raw_sql(said)));
        }
        return out;
    }

    std::string relation(std::size_t at) {
        const Relation& relation = types_.schema().relations[at];
        std::string columns;
        for (std::size_t i = 0; i < relation.columns.size(); ++i)
            columns += doc(relation.columns[i].remarks, "", "  ", types_.settings()) +
                       fmt::format("  {}: {},\n", property(fields_[at][i]),
                                   column(relation, relation.columns[i], relation.is_view()));
        std::string out = "\n" + doc(relation.remarks, "", "", types_.settings());
        if (relation.is_view()) {
            const bool stored = relation.kind == Relation::Kind::materialized_view;
            return out + fmt::format("export const {} = {}({}, {{\n{}}}).existing();\n", variable(relation),
                                     stored ? maker(relation.name, "materializedView", "pgMaterializedView")
                                            : maker(relation.name, "view", "pgView"),
                                     quoted(relation.name.name), columns);
        }
        std::string also = further(relation);
        if (!also.empty()) also = ", (table) => [\n" + also + "]";
        return out + fmt::format("export const {} = {}({}, {{\n{}}}{});\n", variable(relation),
                                 maker(relation.name, "table", "pgTable"), quoted(relation.name.name), columns, also);
    }

    bool only_link(const Relation& holder, const Relation& other) const {
        const auto& all = relationships_[place(other)];
        return std::count_if(all.begin(), all.end(), [&](const Relationship& each) { return each.other == &holder; }) == 1;
    }

    // Both sides of a key carry its name: that is how drizzle finds them together.
    std::string relations(std::size_t at) {
        const Relation& holder = types_.schema().relations[at];
        std::string lines;
        bool one = false, many = false;
        for (const Relationship& each : relationships_[at]) {
            const Relation& owner = each.forward ? holder : *each.other;
            const std::string label = quoted(owner.name.dotted() + "." + each.key->name);
            // A single row of the other side may be missing. drizzle says so where it finds the key by itself, which it
            // does where there is one; else it is a list.
            const bool lonely = !each.forward && !each.many && only_link(holder, *each.other);
            if (lonely) {
                one = true;
                lines += fmt::format("  {}: one({}),\n", property(each.name), variable(*each.other));
                continue;
            }
            if (!each.forward) {
                many = true;
                lines += fmt::format("  {}: many({}, {{ relationName: {} }}),\n", property(each.name),
                                     variable(*each.other), label);
                continue;
            }
            one = true;
            const std::string columns =
                fmt::format(", fields: {}, references: {}", list(holder, variable(holder), each.key->columns),
                            list(*each.other, variable(*each.other), each.key->referenced_columns));
            lines += fmt::format("  {}: one({}, {{ relationName: {}{} }}),\n", property(each.name),
                                 variable(*each.other), label, columns);
        }
        if (lines.empty()) return "";
        imports_.value("drizzle-orm", "relations");
        return fmt::format("\nexport const {}Relations = relations({}, ({{ {} }}) => ({{\n{}}}));\n",
                           variable_name(types_.names().of(holder.name)), variable(holder),
                           one && many ? "one, many" : one ? "one" : "many", lines);
    }

public:
    const std::set<std::string>& needed() const { return needed_; }

private:
    const Types& types_;
    Imports& imports_;
    std::map<std::string, std::string> schemas_;
    std::vector<std::vector<std::string>> fields_;
    std::vector<std::vector<Relationship>> relationships_;
    std::set<std::string> needed_; // ways of reading that columns use
};

void check_choices(const Settings& settings) {
    if (!settings.is("driver", "pg"))
        throw misuse("flavours = \"drizzle\" needs driver = \"pg\"",
                     "By postgres.js drizzle writes values in a way that leaves no room for the schema's own types.");
    if (!settings.flag("parsers"))
        throw misuse("flavours = \"drizzle\" needs the parsers: its columns read by them", "Leave parsers on.");
    if (settings.is("bigint", "string"))
        throw misuse("flavours = \"drizzle\" needs bigint = \"bigint\" or bigint = \"number\"",
                     "drizzle's columns of that type hold one of those.");
}

// Its relational queries know tables by their bare names, in their types.
void warn_of_namesakes(const Types& types) {
    std::map<std::string, QName> seen;
    for (const Relation& relation : types.schema().relations) {
        if (relation.is_view()) continue;
        const auto [at, fresh] = seen.try_emplace(relation.name.name, relation.name);
        if (!fresh)
            types.warnings().push_back(fmt::format("drizzle cannot tell {} from {} in the types of relational queries",
                                                   relation.name.dotted(), at->second.dotted()));
    }
}

} // namespace

std::string drizzle_file(const Types& types) {
    check_choices(types.settings());
    warn_of_namesakes(types);
    Imports imports("./drizzle");
    Writer writer(types, imports);
    const std::string body = writer.text();
    // The ways of reading, each after a line of its own that names it; strict compilers refuse what nothing uses.
    std::string custom;
    std::string_view rest = kCustom;
    while (!rest.empty()) {
        const auto begin = rest.find("// == "), end = rest.find("// == ", begin + 1);
        const std::string_view part = rest.substr(begin, end == std::string_view::npos ? end : end - begin);
        const auto line = part.find('\n');
        if (writer.needed().contains(std::string(part.substr(6, line - 6)))) custom += part.substr(line + 1);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
    }
    if (!custom.empty()) imports.value("drizzle-orm/pg-core", "customType");
    if (writer.needed().contains("byCodec")) imports.value("./parsers", "codecs");
    return imports.text(types.settings().text("module_ext")) + custom + body;
}

} // namespace flux::gen::ts
