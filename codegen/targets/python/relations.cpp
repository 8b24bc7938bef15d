// Tables and views: the row in the chosen style, what INSERT and UPDATE take.
#include <fmt/format.h>

#include "targets/python/emit.hpp"

namespace flux::gen::python {
namespace {

class Writer {
public:
    Writer(const Types& types, Imports& imports)
        : types_(types), taken_(types.as(Use::writes)), imports_(imports) {}

    std::string write(const Relation& relation) const {
        std::string out = row(relation);
        if (!types_.settings().flag("insert_update")) return out;
        if (relation.insertable) out += written(relation, false);
        if (relation.updatable) out += written(relation, true);
        return out;
    }

private:
    std::string type(const Relation& relation, const Column& column) const {
        return nullable(types_, relation, column);
    }
    std::string nullable(const Types& types, const Relation& relation, const Column& column) const {
        return types.of_column(relation, column, imports_) + (types.not_null(relation, column) ? "" : " | None");
    }

    std::string row(const Relation& relation) const {
        const std::string& name = types_.names().of(relation.name);
        const std::string doc = docstring(relation.remarks, "    ", types_.settings());
        if (types_.settings().is("style", "typeddict")) {
            std::vector<Entry> entries;
            for (const Column& column : relation.columns)
                entries.push_back({column.name, type(relation, column), true});
            return typed_dict(name, entries, doc, types_, imports_);
        }
        return types_.pydantic() ? model(relation, name, doc) : dataclass(relation, name, doc);
    }

    std::string model(const Relation& relation, const std::string& name, const std::string& doc) const {
        imports_.name("pydantic", "BaseModel");
        imports_.name("pydantic", "ConfigDict");
        const auto fields = types_.fields(column_names(relation));
        const bool frozen = types_.settings().flag("frozen");
        std::string out =
            fmt::format("\n\nclass {}(BaseModel):\n{}    model_config = ConfigDict(from_attributes=True, "
                        "populate_by_name=True, arbitrary_types_allowed=True{})\n",
                        name, doc, frozen ? ", frozen=True" : "");
        if (!fields.empty()) out += "\n";
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Column& column = relation.columns[i];
            std::string alias;
            if (fields[i] != column.name) {
                imports_.name("pydantic", "Field");
                alias = fmt::format(" = Field(alias={})", quoted(column.name));
            }
            out += fmt::format("    {}: {}{}\n", fields[i], type(relation, column), alias) +
                   docstring(column.remarks, "    ", types_.settings());
        }
        return out;
    }

    std::string dataclass(const Relation& relation, const std::string& name, const std::string& doc) const {
        imports_.module("dataclasses");
        const auto fields = types_.fields(column_names(relation));
        std::string out =
            fmt::format("\n\n@_dataclasses.dataclass(slots=True, kw_only=True{})\nclass {}:\n{}",
                        types_.settings().flag("frozen") ? ", frozen=True" : "", name, doc);
        std::string map;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            out += fmt::format("    {}: {}\n", fields[i], type(relation, relation.columns[i])) +
                   docstring(relation.columns[i].remarks, "    ", types_.settings());
            if (fields[i] != relation.columns[i].name)
                map += fmt::format("            {}=row[{}],\n", fields[i], quoted(relation.columns[i].name));
        }
        // Where names had to change, the columns must be told apart from them.
        if (map.empty()) return fields.empty() && doc.empty() ? out + "    pass\n" : out;
        imports_.module("typing");
        out += fmt::format("\n    @classmethod\n    def from_row(cls, row: _typing.Mapping[str, "
                           "_typing.Any]) -> \"{}\":\n        return cls(\n",
                           name);
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += fmt::format("            {}=row[{}],\n", fields[i], quoted(relation.columns[i].name));
        return out + "        )\n";
    }

    std::string written(const Relation& relation, bool update) const {
        std::vector<Entry> entries;
        for (const Column& column : relation.columns)
            if (update ? column.updatable : column.insertable)
                entries.push_back({column.name, nullable(taken_, relation, column), !update && column.required});
        const std::string doc =
            fmt::format("    \"\"\"What {} of {} takes.\"\"\"\n\n", update ? "an UPDATE" : "an INSERT",
                        types_.names().of(relation.name));
        return typed_dict(types_.names().of(relation.name) + (update ? "Update" : "Insert"), entries, doc,
                          types_, imports_);
    }

    const Types& types_;
    const Types taken_; // what statements take
    Imports& imports_;
};

} // namespace

std::string relations_file(const Types& types, bool views) {
    Imports imports(views ? ".views" : ".tables");
    const Writer writer(types, imports);
    std::string out;
    for (const Relation& relation : types.schema().relations)
        if (relation.is_view() == views) out += writer.write(relation);
    return imports.text() + out;
}

} // namespace flux::gen::python
