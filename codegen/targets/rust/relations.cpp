// Tables and views: the row with what selects it, what INSERT and UPDATE take with their statements.
#include <fmt/format.h>

#include <algorithm>

#include "names/literals.hpp"
#include "targets/rust/emit.hpp"

namespace flux::gen::rust {
namespace {

class Writer {
public:
    Writer(const Types& types, const Relation& relation)
        : types_(types), relation_(relation), name_(types.names().of(relation.name)),
          fields_(types.fields(column_names(relation))) {
        for (const Column& column : relation.columns) kinds_.push_back(types.of_column(relation, column));
    }

    std::string write() const {
        std::string out = row();
        if (!types_.settings().flag("insert_update")) return out;
        if (relation_.insertable) out += written(false);
        if (relation_.updatable) out += written(true);
        return out;
    }

private:
    std::string type(std::size_t i) const {
        return types_.not_null(relation_, relation_.columns[i]) ? kinds_[i].text
                                                                : "Option<" + kinds_[i].text + ">";
    }

    std::string row() const {
        std::vector<Field> fields;
        std::string columns;
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const Column& column = relation_.columns[i];
            auto attributes = serde_name(types_, column.name, fields_[i]);
            if (types_.sqlx() && fields_[i] != column.name)
                attributes.insert(attributes.begin(),
                                  fmt::format("#[sqlx(rename = {})]", quoted(column.name)));
            fields.push_back(
                {documentation(types_, "", said(column), "    "), fields_[i], type(i), attributes});
            const std::string name = server_name(column.name);
            columns += (i ? ", " : "") + name +
                       (kinds_[i].read_cast.empty() ? "" : kinds_[i].read_cast + " AS " + name);
        }
        std::string derives =
            types_.sqlx() ? "Debug, Clone, PartialEq, sqlx::FromRow" : "Debug, Clone, PartialEq";
        for (const std::string& derive : types_.settings().list("derives")) derives += ", " + derive;
        const std::string lead = fmt::format("A row of {}.", relation_.name.dotted());
        std::string out = "\n" + documentation(types_, lead, relation_.remarks, "") + derive(types_, derives);
        return out + structure("pub struct " + name_, fields) + constants(columns) +
               (types_.sqlx() ? "" : from_row());
    }

    std::string constants(const std::string& columns) const {
        return fmt::format(
            "\nimpl {} {{\n    /// The name for the server.\n    #[rustfmt::skip]\n    pub const TABLE: "
            "&'static str = {};\n"
            "    /// What a SELECT names, so that all of it can be read.\n    #[rustfmt::skip]\n"
            "    pub const COLUMNS: &'static str = {};\n}}\n",
            name_, quoted(server_name(relation_.name)), quoted(columns));
    }

    std::string from_row() const {
        std::string lines;
        for (std::size_t i = 0; i < fields_.size(); ++i) lines += got(fields_[i], relation_.columns[i].name);
        const bool any = !fields_.empty();
        // As rustfmt breaks what is too long for a line.
        const bool fits = name_.size() <= 58;
        return fmt::format(
            "\nimpl TryFrom<&tokio_postgres::Row>{}for {}{}{{\n    type Error = tokio_postgres::Error;\n\n"
            "    fn try_from({}: &tokio_postgres::Row) -> Result<Self, Self::Error> {{\n"
            "        Ok(Self {{{}}})\n    }}\n}}\n",
            fits ? " " : "\n    ", name_, fits ? " " : "\n", any ? "row" : "_",
            any ? "\n" + lines + "        " : "");
    }

    static std::string got(const std::string& field, const std::string& column) {
        const std::string line = fmt::format("            {}: row.try_get({})?,\n", field, quoted(column));
        if (line.size() <= 101) return line;
        return fmt::format("            {}: row\n                .try_get({})?,\n", field, quoted(column));
    }

    static Remarks said(const Column& column) {
        Remarks out = column.remarks;
        std::string values;
        for (const std::string& value : column.allowed)
            values += (values.empty() ? "One of: " : ", ") + value;
        if (!values.empty()) out.text += (out.text.empty() ? "" : "\n\n") + values + ".";
        return out;
    }

    // A column whose absence means the same as NULL needs no second Option.
    bool is_plain(const Column& column, bool update) const {
        if (update) return false;
        return column.required || (!relation_.is_view() && !column.default_sql && !column.identity &&
                                   !types_.not_null(relation_, column));
    }

    std::string written(bool update) const {
        const std::string name = name_ + (update ? "Update" : "Insert");
        std::vector<Field> fields;
        std::string body;
        bool defaults = true;
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const Column& column = relation_.columns[i];
            if (!(update ? column.updatable : column.insertable)) continue;
            const bool plain = is_plain(column, update);
            const bool nullable = !types_.not_null(relation_, column);
            defaults = defaults && (!plain || nullable);
            auto attributes = serde_name(types_, column.name, fields_[i]);
            if (types_.serde() && !plain) {
                attributes.push_back("#[serde(default, skip_serializing_if = \"Option::is_none\")]");
                if (nullable) attributes.push_back("#[serde(deserialize_with = \"super::runtime::given\")]");
            }
            fields.push_back({"", fields_[i], plain ? type(i) : "Option<" + type(i) + ">", attributes});
            const std::string add =
                fmt::format("statement.add({}, {}, {}){};\n", quoted(server_name(column.name)),
                            quoted(kinds_[i].write_cast), plain ? "self." + fields_[i] : "value",
                            types_.sqlx() ? "?" : "");
            body += plain ? "        " + add
                          : fmt::format("        if let Some(value) = self.{} {{\n            {}        }}\n",
                                        fields_[i], add);
        }
        const std::string lead =
            fmt::format("What {} of {} takes{}.", update ? "an UPDATE" : "an INSERT", relation_.name.dotted(),
                        update ? "; None leaves a column as it is" : "");
        return "\n" + documentation(types_, lead, {}, "") +
               derive(types_, defaults ? "Debug, Clone, PartialEq, Default" : "Debug, Clone, PartialEq") +
               structure("pub struct " + name, fields) + statement(name, body, update);
    }

    std::string statement(const std::string& name, const std::string& body, bool update) const {
        const std::string arguments =
            types_.sqlx() ? "sqlx::postgres::PgArguments" : "Vec<super::runtime::Argument>";
        std::string result = fmt::format("(String, {})", arguments);
        if (update) result = "Option<" + result + ">";
        if (types_.sqlx()) result = "Result<" + result + ", sqlx::error::BoxDynError>";
        const std::string call = fmt::format("statement.{}({})", update ? "update" : "insert",
                                             quoted(server_name(relation_.name)));
        return fmt::format("\nimpl {} {{\n    /// The statement{} and its arguments.\n    #[rustfmt::skip]\n"
                           "    pub fn {}(self) -> {} {{\n        let {}statement = "
                           "super::runtime::Statement::default();\n{}"
                           "        {}\n    }}\n}}\n",
                           name, update ? ", to which WHERE is added," : "", update ? "update" : "insert",
                           result, body.empty() ? "" : "mut ", body,
                           types_.sqlx() ? "Ok(" + call + ")" : call);
    }

    const Types& types_;
    const Relation& relation_;
    const std::string& name_;
    std::vector<std::string> fields_;
    std::vector<RustType> kinds_;
};

} // namespace

std::string relations_file(const Types& types, bool views) {
    std::string out;
    for (const Relation& relation : types.schema().relations)
        if (relation.is_view() == views) out += Writer(types, relation).write();
    return out;
}

} // namespace flux::gen::rust
