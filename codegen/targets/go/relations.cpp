// Tables and views: the row, what INSERT and UPDATE take.
#include <fmt/format.h>

#include <algorithm>

#include "targets/diagram.hpp"
#include "targets/go/emit.hpp"

namespace flux::gen::go {
namespace {

class Writer {
public:
    Writer(const Types& types, const Relation& relation, Source& source)
        : types_(types), relation_(relation), source_(source), name_(types.names().of(relation.name)),
          fields_(types.fields(column_names(relation))),
          json_(json_names(types, column_names(relation), fields_)) {}

    void write() {
        row();
        if (!types_.settings().flag("insert_update")) return;
        if (relation_.insertable) written(false);
        if (relation_.updatable) written(true);
    }

private:
    void row() {
        std::vector<Line> lines;
        if (types_.settings().has("tags", "bun")) {
            source_.use("bun.BaseModel");
            lines.push_back(
                {"", {"bun.BaseModel", fmt::format("`bun:\"table:{}\"`", relation_.name.dotted())}});
        }
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const Column& column = relation_.columns[i];
            const std::string type = types_.of_column(relation_, column, source_);
            lines.push_back({comment(documentation("", said(column), types_.comments()), "\t"),
                             {fields_[i], type, row_tag(types_, relation_, column, json_[i], type)}});
        }
        const std::string lead =
            fmt::format("{} is a row of the {} {}.", name_, kind(), relation_.name.dotted());
        source_.body() += structure(name_, lines, documentation(lead, relation_.remarks, types_.comments()));
        if (types_.settings().has("tags", "gorm"))
            source_.body() +=
                fmt::format("\n// TableName is for gorm.\nfunc ({}) TableName() string {{\n\treturn {}\n}}\n",
                            name_, literal(relation_.name.dotted()));
    }

    const char* kind() const {
        if (relation_.kind == Relation::Kind::materialized_view) return "materialized view";
        if (relation_.kind == Relation::Kind::foreign_table) return "foreign table";
        return relation_.is_view() ? "view" : "table";
    }

    static Remarks said(const Column& column) {
        Remarks out = column.remarks;
        std::string values;
        for (const std::string& value : column.allowed)
            values += (values.empty() ? "One of: " : ", ") + value;
        if (!values.empty()) out.text += (out.text.empty() ? "" : "\n\n") + values + ".";
        return out;
    }

    // A column whose absence means the same as NULL needs no Field.
    bool is_plain(const Column& column, bool update) const {
        if (update) return false;
        return column.required || (!relation_.is_view() && !column.default_sql && !column.identity &&
                                   !types_.not_null(relation_, column));
    }

    void written(bool update) {
        const std::string name = name_ + (update ? "Update" : "Insert");
        std::vector<Line> lines;
        std::string body;
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const Column& column = relation_.columns[i];
            if (!(update ? column.updatable : column.insertable)) continue;
            const bool plain = is_plain(column, update);
            const std::string type = types_.of_column(relation_, column, source_);
            lines.push_back({"",
                             {fields_[i], plain ? type : "Field[" + type + "]",
                              json_tag(types_, json_[i], plain ? "" : ",omitzero")}});
            const std::string add = fmt::format(
                "names, values = append(names, {}), append(values, {})\n", literal(server_name(column.name)),
                argument(column, "row." + fields_[i] + (plain ? "" : ".Value")));
            body += plain ? "\t" + add : fmt::format("\tif row.{}.Given {{\n\t\t{}\t}}\n", fields_[i], add);
        }
        source_.body() += structure(name, lines,
                                    fmt::format("{} is what {} of {} takes.", name,
                                                update ? "an UPDATE" : "an INSERT", relation_.name.dotted()));
        source_.body() += fmt::format(
            "\n// Table gives the name for the server.\nfunc ({}) Table() string {{\n\treturn {}\n}}\n", name,
            literal(server_name(relation_.name)));
        source_.body() += fmt::format(
            "\n// Columns gives what the statement names, and the values.\n"
            "func (row {}) Columns() (names []string, values []any) {{\n{}\treturn names, values\n}}\n",
            name, body);
    }

    // Why: pgx under database/sql takes the text of an array apart and puts it together again, wrongly for
    // jsonb[]; what is text already it leaves alone.
    std::string argument(const Column& column, const std::string& value) const {
        return types_.pgx() || !types_.schema().below_domains(column.type).array ? value
                                                                                 : "asText(" + value + ")";
    }

    const Types& types_;
    const Relation& relation_;
    Source& source_;
    const std::string& name_;
    std::vector<std::string> fields_, json_;
};

} // namespace

std::string relations_file(const Types& types, bool views) {
    Source source;
    for (const Relation& relation : types.schema().relations)
        if (relation.is_view() == views) Writer(types, relation, source).write();
    return source.text(types.settings().text("package"));
}

} // namespace flux::gen::go
