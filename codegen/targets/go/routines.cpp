// Functions and procedures: their arguments with the call that takes them, and what they return.
#include <fmt/format.h>

#include <algorithm>

#include "targets/go/emit.hpp"

namespace flux::gen::go {
namespace {

class Writer {
public:
    Writer(const Types& types, const Routine& routine, Source& source)
        : types_(types), routine_(routine), source_(source), name_(types.names().of(routine)) {}

    void write() {
        arguments();
        result();
    }

private:
    // Unnamed ones are told apart by their place.
    static std::vector<std::string> parameter_names(const std::vector<Parameter>& parameters,
                                                    const char* unnamed) {
        std::vector<std::string> out;
        for (const Parameter& parameter : parameters)
            out.push_back(parameter.name.empty() ? fmt::format("{}{}", unnamed, out.size() + 1)
                                                 : parameter.name);
        return out;
    }

    std::string type(const Parameter& parameter) const {
        return types_.of(parameter.type, parameter.not_null, routine_.name.dotted() + "." + parameter.name,
                         source_);
    }

    void arguments() {
        const auto inputs = routine_.inputs();
        // By name a call may leave out what has a default.
        const bool named = std::none_of(inputs.begin(), inputs.end(),
                                        [](const Parameter& each) { return each.name.empty(); });
        const auto names = parameter_names(inputs, "arg");
        const auto fields = types_.fields(names), json = json_names(types_, names, fields);
        std::vector<Line> lines;
        std::string body;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const bool optional = named && inputs[i].has_default;
            const std::string text = type(inputs[i]);
            lines.push_back({"",
                             {fields[i], optional ? "Field[" + text + "]" : text,
                              json_tag(types_, json[i], optional ? ",omitzero" : "")}});
            const std::string before = (inputs[i].mode == "variadic" ? std::string("VARIADIC ") : "") +
                                       (named ? server_name(inputs[i].name) + " => " : "");
            const std::string add =
                fmt::format("add({}, a.{}{})\n", literal(before), fields[i], optional ? ".Value" : "");
            body += optional ? fmt::format("\tif a.{}.Given {{\n\t\t{}\t}}\n", fields[i], add) : "\t" + add;
        }
        const std::string lead = fmt::format("{}Args are the arguments of {} {}({}).", name_,
                                             routine_.procedure ? "the procedure" : "the function",
                                             routine_.name.dotted(), routine_.signature);
        source_.body() +=
            structure(name_ + "Args", lines, documentation(lead, routine_.remarks, types_.comments()));
        call(body, !inputs.empty());
    }

    void call(const std::string& body, bool any) {
        const std::string name = literal(server_name(routine_.name) + "(");
        source_.body() +=
            fmt::format("\n// Call gives the call for a statement, {}, and its arguments.\n"
                        "func ({}{}Args) Call() (call string, arguments []any) {{\n",
                        routine_.procedure ? "after CALL" : "as in SELECT * FROM", any ? "a " : "", name_);
        if (!any) {
            source_.body() +=
                fmt::format("\treturn {}, nil\n}}\n", literal(server_name(routine_.name) + "()"));
            return;
        }
        source_.use("fmt.Sprintf");
        source_.body() += "\tadd := func(before string, value any) {\n\t\tif len(arguments) > 0 "
                          "{\n\t\t\tcall += \", \"\n\t\t}\n"
                          "\t\targuments = append(arguments, value)\n"
                          "\t\tcall += fmt.Sprintf(\"%s$%d\", before, len(arguments))\n\t}\n" +
                          body + fmt::format("\treturn {} + call + \")\", arguments\n}}\n", name);
    }

    void result() {
        const std::string name = name_ + "Result";
        const auto outputs = routine_.outputs();
        if (routine_.result.is("void") || (routine_.procedure && outputs.empty())) return;
        const std::string doc = fmt::format("{} is what it returns.", name);
        const bool row =
            outputs.size() > 1 || (outputs.size() == 1 && (routine_.procedure || outputs[0].mode == "table"));
        if (row) {
            const auto names = parameter_names(outputs, "column");
            const auto fields = types_.fields(names), json = json_names(types_, names, fields);
            const Relation none;
            std::vector<Line> lines;
            for (std::size_t i = 0; i < outputs.size(); ++i) {
                Column column;
                column.name = names[i];
                const std::string text = type(outputs[i]);
                lines.push_back({"", {fields[i], text, row_tag(types_, none, column, json[i], text)}});
            }
            source_.body() += structure(name, lines, doc);
            return;
        }
        const TypeRef& returned = outputs.empty() ? routine_.result : outputs[0].type;
        // A row of a table is what selecting from the function gives.
        const bool relation = types_.schema().relation(returned.name) && !returned.array;
        source_.body() += fmt::format("\n// {}\ntype {} = {}\n", doc, name,
                                      relation ? types_.names().of(returned.name)
                                               : types_.of(returned, false, routine_.name.dotted(), source_));
    }

    const Types& types_;
    const Routine& routine_;
    Source& source_;
    const std::string& name_;
};

} // namespace

std::string routines_file(const Types& types) {
    Source source;
    for (const Routine& routine : types.schema().routines) Writer(types, routine, source).write();
    return source.text(types.settings().text("package"));
}

} // namespace flux::gen::go
