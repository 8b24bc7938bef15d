// Models for SQLAlchemy 2: a class for each table that has a key, with its constraints and its relationships; Table
// objects for the rest.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "failure.hpp"
#include "names/relationships.hpp"
#include "targets/python/emit.hpp"
#include "targets/python/orm.hpp"

namespace flux::gen::python {
namespace {

constexpr std::string_view kRuntime =
#include "targets/python/runtime/orm.py.inc"
    ;
constexpr std::string_view kEnums =
#include "targets/python/runtime/orm_enums.py.inc"
    ;

std::string joined(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
    return out;
}

std::string all_quoted(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(quoted(name));
    return joined(out);
}

// What tells rows apart: the primary key, else a key that takes no NULL.
std::vector<std::string> key_of(const Relation& relation) {
    if (!relation.primary_key.empty() || relation.is_view()) return relation.primary_key;
    for (const Constraint& constraint : relation.constraints) {
        const auto full = [&](const std::string& name) {
            const Column* column = relation.column(name);
            return column && column->not_null;
        };
        if (constraint.type == "unique" && std::all_of(constraint.columns.begin(), constraint.columns.end(), full))
            return constraint.columns;
    }
    return {};
}

class Writer {
public:
    Writer(const Types& types, Imports& imports) : types_(types.as(Use::orm)), columns_(types_, imports), imports_(imports) {
        const Schema& schema = types_.schema();
        const std::set<std::string> defined = {"metadata", "registry", "mapped_column", "relationship"};
        Members members;
        for (const Relation& relation : schema.relations) {
            fields_.push_back(types_.fields(column_names(relation), defined));
            const auto key = key_of(relation);
            const bool whole = std::all_of(key.begin(), key.end(), [&](const std::string& name) {
                return relation.column(name) != nullptr;
            });
            mapped_.push_back(!key.empty() && whole);
            std::set<std::string> taken(fields_.back().begin(), fields_.back().end());
            taken.insert(defined.begin(), defined.end());
            members.push_back(mapped_.back() ? std::optional(taken) : std::nullopt);
        }
        relationships_ = relationships(schema, {Case::snake, types_.settings().flag("strip_id")}, members);
    }

    std::string text() const {
        std::string classes, others;
        for (std::size_t i = 0; i < mapped_.size(); ++i) {
            if (mapped_[i])
                classes += model(i);
            else
                others += table(types_.schema().relations[i]);
        }
        return classes + (others.empty() ? "" : "\n" + others);
    }

private:
    const std::string& class_of(const Relation& relation) const { return types_.names().of(relation.name); }

    std::size_t place(const Relation& relation) const {
        return static_cast<std::size_t>(&relation - types_.schema().relations.data());
    }
    std::string field(const Relation& relation, const std::string& column) const {
        const auto at = std::find_if(relation.columns.begin(), relation.columns.end(),
                                     [&](const Column& known) { return known.name == column; });
        return fields_[place(relation)].at(static_cast<std::size_t>(at - relation.columns.begin()));
    }

    std::string model(std::size_t at) const {
        const Relation& relation = types_.schema().relations[at];
        std::string out = fmt::format("\n\nclass {}(Base):\n{}    __tablename__ = {}\n", class_of(relation),
                                      docstring(relation.remarks, "    ", types_.settings()),
                                      quoted(relation.name.name));
        out += fmt::format("    __table_args__ = (\n{}    )\n", table_arguments(relation));
        if (relation.primary_key.empty()) {
            std::vector<std::string> key;
            for (const std::string& column : key_of(relation)) key.push_back(quoted(field(relation, column)));
            out += fmt::format("    __mapper_args__ = {{\"primary_key\": [{}]}}\n", joined(key));
        }
        out += "\n";
        for (std::size_t i = 0; i < relation.columns.size(); ++i) {
            const Column& column = relation.columns[i];
            out += fmt::format("    {}: Mapped[{}{}] = mapped_column({})\n", fields_[at][i],
                               types_.of_column(relation, column, imports_),
                               types_.not_null(relation, column) ? "" : " | None",
                               columns_.arguments(relation, column, fields_[at][i])) +
                   docstring(column.remarks, "    ", types_.settings());
        }
        for (const Relationship& each : relationships_[at]) out += relationship(each, at);
        return out;
    }

    std::string relationship(const Relationship& each, std::size_t at) const {
        const Relation& holder = types_.schema().relations[at];
        // Both ends of a key within one table must be told apart.
        const Relation& owner = each.forward ? *each.owner : *each.other;
        const auto fields = [&](const Relation& relation, const std::vector<std::string>& columns) {
            std::vector<std::string> out;
            for (const std::string& column : columns)
                out.push_back(class_of(relation) + "." + field(relation, column));
            return quoted(out.size() == 1 ? out[0] : "[" + joined(out) + "]");
        };
        std::string more = ", foreign_keys=" + fields(owner, each.key->columns);
        if (each.forward && each.owner == each.other)
            more += ", remote_side=" + fields(holder, each.key->referenced_columns);
        const auto overlaps = overlapping(each);
        if (!overlaps.empty()) {
            std::string names;
            for (const std::string& name : overlaps) names += (names.empty() ? "" : ",") + name;
            more += ", overlaps=" + quoted(names);
        }
        std::string type = quoted(class_of(*each.other));
        if (each.many)
            type = "list[" + type + "]";
        else if (!each.forward || optional(each))
            type = quoted(class_of(*each.other) + " | None");
        return fmt::format("    {}: Mapped[{}] = relationship(back_populates={}{})\n", each.name, type,
                           quoted(each.back), more);
    }

    static bool optional(const Relationship& each) {
        return std::any_of(each.key->columns.begin(), each.key->columns.end(), [&](const std::string& name) {
            const Column* column = each.owner->column(name);
            return !column || !column->not_null;
        });
    }

    // Other relationships that write some of the same columns.
    std::set<std::string> overlapping(const Relationship& each) const {
        const Relation& owner = each.forward ? *each.owner : *each.other;
        std::set<std::string> out;
        for (const Relationship& other : relationships_[place(owner)]) {
            if (!other.forward || other.key == each.key) continue;
            for (const std::string& column : other.key->columns)
                if (std::find(each.key->columns.begin(), each.key->columns.end(), column) != each.key->columns.end())
                    out.insert({other.name, other.back});
        }
        return out;
    }

    std::string table_arguments(const Relation& relation) const {
        std::string out;
        for (const std::string& constraint : constraints(relation)) out += "        " + constraint + ",\n";
        for (const ForeignKey& key : relation.foreign_keys) {
            const Relation* other = types_.schema().relation(key.referenced);
            // What is not there cannot be referred to.
            if (!other || !mapped_[place(*other)]) continue;
            std::vector<std::string> targets;
            for (const std::string& column : key.referenced_columns)
                targets.push_back(key.referenced.dotted() + "." + column);
            out += fmt::format("        _sa.ForeignKeyConstraint([{}], [{}], name={}{}),\n", all_quoted(key.columns),
                               all_quoted(targets), quoted(key.name), actions(key));
        }
        std::string comment;
        if (types_.settings().flag("comments") && !relation.remarks.text.empty())
            comment = ", \"comment\": " + quoted(relation.remarks.text);
        return out + fmt::format("        {{\"schema\": {}{}}},\n", quoted(relation.name.schema), comment);
    }

    std::string table(const Relation& relation) const {
        std::string name = to_case(class_of(relation), Case::snake);
        std::string columns;
        for (const Column& column : relation.columns)
            columns += fmt::format("    _sa.Column({}),\n", columns_.table_arguments(relation, column));
        std::string comment;
        if (types_.settings().flag("comments") && !relation.remarks.text.empty())
            comment = ", comment=" + quoted(relation.remarks.text);
        return fmt::format("\n{}_table = _sa.Table(\n    {},\n    tables,\n{}    schema={}{},\n)\n", name,
                           quoted(relation.name.name), columns, quoted(relation.name.schema), comment);
    }

    Types types_;
    OrmColumns columns_;
    Imports& imports_;
    std::vector<std::vector<std::string>> fields_;
    std::vector<bool> mapped_;
    std::vector<std::vector<Relationship>> relationships_;
};

} // namespace

std::string orm_file(const Types& types) {
    if (types.asyncpg())
        throw misuse("flavours = \"sqlalchemy\" needs driver = \"psycopg\"",
                     "SQLAlchemy gives other values by asyncpg than by psycopg, and these models are for those of psycopg.");
    Imports imports(".orm");
    imports.module("typing");
    imports.name("sqlalchemy.orm", "Mapped");
    imports.name("sqlalchemy.orm", "mapped_column");
    imports.name(".register", "register_all");
    const std::string body = Writer(types, imports).text();
    if (body.find("= relationship(") != std::string::npos) imports.name("sqlalchemy.orm", "relationship");
    const bool enums = body.find("_labelled(") != std::string::npos;
    if (enums) imports.module("enum");
    const bool dialect = enums || body.find("_pg.") != std::string::npos;
    return imports.text() + "import sqlalchemy as _sa\nimport sqlalchemy.orm as _orm\n" +
           (dialect ? "from sqlalchemy.dialects import postgresql as _pg\n" : "") + std::string(kRuntime) + std::string(enums ? kEnums : "") + body;
}

} // namespace flux::gen::python
