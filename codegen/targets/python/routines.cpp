// Functions and procedures: their arguments by name, and what they return.
#include <fmt/format.h>

#include "targets/python/emit.hpp"

namespace flux::gen::python {
namespace {

std::vector<Entry> entries(const Routine& routine, const std::vector<Parameter>& parameters, bool results,
                           const Types& types, Imports& imports) {
    std::vector<Entry> out;
    std::vector<std::string> names;
    for (const Parameter& parameter : parameters)
        names.push_back(parameter.name.empty()
                            ? fmt::format("{}{}", results ? "column" : "arg", names.size() + 1)
                            : parameter.name);
    names = field_names(names, names, {});
    for (std::size_t i = 0; i < parameters.size(); ++i)
        out.push_back({names[i],
                       types.of(parameters[i].type, routine.name.dotted() + "." + names[i], imports) +
                           (parameters[i].not_null ? "" : " | None"),
                       results || !parameters[i].has_default});
    return out;
}

std::string result(const Routine& routine, const Types& types, Imports& imports) {
    const std::string name = types.names().of(routine) + "Result";
    if (routine.returns_nothing()) return "";
    if (routine.returns_row())
        return typed_dict(name, entries(routine, routine.outputs(), true, types, imports), "", types, imports);
    const TypeRef type = routine.value();
    // A row of a table is what selecting from the function gives.
    if (const Relation* relation = types.schema().relation(type.name); relation && !type.array) {
        imports.name(relation->is_view() ? ".views" : ".tables", types.names().of(type.name));
        return fmt::format("\n\n{} = {}\n", name, types.names().of(type.name));
    }
    return fmt::format("\n\n{} = {} | None\n", name, types.of(type, routine.name.dotted(), imports));
}

} // namespace

std::string routines_file(const Types& types) {
    const Types taken = types.as(Use::writes);
    Imports imports(".routines");
    std::string out;
    for (const Routine& routine : types.schema().routines)
        out += typed_dict(types.names().of(routine) + "Args",
                          entries(routine, routine.inputs(), false, taken, imports),
                          docstring(routine.remarks, "    ", types.settings()), types, imports) +
               result(routine, types, imports);
    return imports.text() + out;
}

} // namespace flux::gen::python
