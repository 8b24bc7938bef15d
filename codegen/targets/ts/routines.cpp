// Functions and procedures: arguments and results; one call signature an overload.
#include <fmt/format.h>

#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

class Writer {
public:
    Writer(const Types& types, Imports& imports) : types_(types), imports_(imports) {}

    std::string write(const Routine& routine) const {
        const std::string& name = types_.names().of(routine);
        std::string out = "\n" + doc(routine.remarks, "", "", types_.settings());
        out += fmt::format("export interface {}Args {{\n", name) +
               properties(routine, routine.inputs(), false) + "}\n";
        return out + result(routine, name);
    }

    std::string signature(const Routine& routine) const {
        const std::string& name = types_.names().of(routine);
        const bool single = !routine.returns_set;
        const bool whole = routine.procedure || !routine.outputs().empty();
        const std::string one = name + "Result";
        if (routine.returns_nothing())
            return fmt::format("(args: {}Args): Promise<void>;", name);
        return fmt::format("(args: {}Args): Promise<{}>;", name,
                           single ? one + (whole ? "" : " | null") : one + "[]");
    }

private:
    // Any argument may be NULL: that is for the function to judge.
    std::string properties(const Routine& routine, const std::vector<Parameter>& parameters,
                           bool results) const {
        std::vector<std::string> names, wishes;
        int position = 0;
        for (const Parameter& parameter : parameters) {
            ++position;
            names.push_back(parameter.name.empty() ? fmt::format("{}{}", results ? "column" : "arg", position)
                                                   : parameter.name);
            wishes.push_back(types_.field(names.back()));
        }
        const auto fields = field_names(names, wishes, {});
        std::string out;
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += fmt::format(
                "  {}{}: {}{};\n", property(fields[i]), !results && parameters[i].has_default ? "?" : "",
                types_.of(parameters[i].type, routine.name.dotted() + "." + names[i], imports_),
                parameters[i].not_null ? "" : " | null");
        return out;
    }

    std::string result(const Routine& routine, const std::string& name) const {
        if (routine.returns_nothing())
            return fmt::format("export type {}Result = void;\n", name);
        if (routine.returns_row())
            return fmt::format("export interface {}Result {{\n", name) +
                   properties(routine, routine.outputs(), true) + "}\n";
        return fmt::format("export type {}Result = {};\n", name,
                           types_.of(routine.value(), routine.name.dotted(), imports_));
    }

    const Types& types_;
    Imports& imports_;
};

} // namespace

std::string routines_file(const Types& types) {
    Imports imports("./routines");
    const Writer writer(types, imports);
    std::string out, index;
    const auto& routines = types.schema().routines;
    for (std::size_t i = 0; i < routines.size(); ++i) {
        out += writer.write(routines[i]);
        if (i == 0 || routines[i - 1].name != routines[i].name)
            index += fmt::format("  {}: {{\n", quoted(routines[i].name.dotted()));
        index += "    " + writer.signature(routines[i]) + "\n";
        if (i + 1 == routines.size() || routines[i + 1].name != routines[i].name) index += "  };\n";
    }
    if (out.empty()) return or_empty_module("");
    return imports.text(types.settings().text("module_ext")) + out.substr(1) +
           "\n/** How each routine is called, overload by overload. */\nexport interface Routines {\n" +
           index + "}\n";
}

} // namespace flux::gen::ts
