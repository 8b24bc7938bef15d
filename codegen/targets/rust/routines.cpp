// Functions and procedures: their arguments with the call that takes them, and what they return.
#include <fmt/format.h>

#include <algorithm>

#include "names/literals.hpp"
#include "targets/rust/emit.hpp"

namespace flux::gen::rust {
namespace {

class Writer {
public:
    Writer(const Types& types, const Routine& routine)
        : types_(types), routine_(routine), name_(types.names().of(routine)) {}

    std::string write() const { return arguments() + result(); }

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

    RustType kind(const Parameter& parameter) const {
        return types_.of(parameter.type, routine_.name.dotted() + "." + parameter.name);
    }

    // No value has a type that is made up when the routine is called.
    static bool made_up(const TypeRef& type) {
        return type.builtin() && (type.name.name.starts_with("any") || type.name.name == "record");
    }
    bool callable() const {
        const auto inputs = routine_.inputs();
        return std::none_of(inputs.begin(), inputs.end(),
                            [](const Parameter& each) { return made_up(each.type); });
    }

    std::string arguments() const {
        if (!callable()) {
            types_.warnings().push_back(routine_.name.dotted() + "(" + routine_.signature +
                                        "): Rust has no type for what can be of any type; it is left out");
            return "";
        }
        const auto inputs = routine_.inputs();
        // By name a call may leave out what has a default.
        const bool named = std::none_of(inputs.begin(), inputs.end(),
                                        [](const Parameter& each) { return each.name.empty(); });
        const auto names = parameter_names(inputs, "arg"), fields = types_.fields(names);
        std::vector<Field> members;
        std::string body;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const bool optional = named && inputs[i].has_default;
            const RustType type = kind(inputs[i]);
            auto attributes = serde_name(types_, names[i], fields[i]);
            if (optional && types_.serde()) {
                attributes.push_back("#[serde(default, skip_serializing_if = \"Option::is_none\")]");
                attributes.push_back("#[serde(deserialize_with = \"super::runtime::given\")]");
            }
            members.push_back(
                {"", fields[i],
                 (optional ? "Option<Option<" : "Option<") + type.text + (optional ? ">>" : ">"),
                 attributes});
            const std::string before = (inputs[i].mode == "variadic" ? std::string("VARIADIC ") : "") +
                                       (named ? server_name(inputs[i].name) + " => " : "");
            const std::string add =
                fmt::format("statement.add({}, {}, {}){};\n", quoted(before), quoted(type.write_cast),
                            optional ? "value" : "self." + fields[i], types_.sqlx() ? "?" : "");
            body += optional
                        ? fmt::format("        if let Some(value) = self.{} {{\n            {}        }}\n",
                                      fields[i], add)
                        : "        " + add;
        }
        const std::string lead =
            fmt::format("The arguments of {} {}({}).", routine_.procedure ? "the procedure" : "the function",
                        routine_.name.dotted(), routine_.signature);
        return "\n" + documentation(types_, lead, routine_.remarks, "") +
               derive(types_, "Debug, Clone, PartialEq, Default") +
               structure("pub struct " + name_ + "Args", members) + call(body);
    }

    std::string call(const std::string& body) const {
        std::string result = types_.sqlx()
                                 ? "Result<(String, sqlx::postgres::PgArguments), sqlx::error::BoxDynError>"
                                 : "(String, Vec<super::runtime::Argument>)";
        const std::string made = fmt::format("statement.call({})", quoted(server_name(routine_.name)));
        return fmt::format("\nimpl {}Args {{\n    /// The call for a statement, {}, and its arguments.\n    "
                           "#[rustfmt::skip]\n"
                           "    pub fn call(self) -> {} {{\n        let {}statement = "
                           "super::runtime::Statement::default();\n"
                           "{}        {}\n    }}\n}}\n",
                           name_, routine_.procedure ? "after CALL" : "as in SELECT * FROM", result,
                           body.empty() ? "" : "mut ", body, types_.sqlx() ? "Ok(" + made + ")" : made);
    }

    std::string result() const {
        const auto outputs = routine_.outputs();
        if (routine_.result.is("void") || (routine_.procedure && outputs.empty())) return "";
        const bool row =
            outputs.size() > 1 || (outputs.size() == 1 && (routine_.procedure || outputs[0].mode == "table"));
        const auto unreadable = [&](const TypeRef& type) { return made_up(type) || !types_.direct(type); };
        if (row) {
            if (std::any_of(outputs.begin(), outputs.end(),
                            [&](const Parameter& each) { return unreadable(each.type); }))
                return "";
            const auto names = parameter_names(outputs, "column"), fields = types_.fields(names);
            std::vector<Field> members;
            for (std::size_t i = 0; i < outputs.size(); ++i) {
                auto attributes = serde_name(types_, names[i], fields[i]);
                if (types_.sqlx() && fields[i] != names[i])
                    attributes.insert(attributes.begin(),
                                      fmt::format("#[sqlx(rename = {})]", quoted(names[i])));
                const std::string text = kind(outputs[i]).text;
                members.push_back(
                    {"", fields[i], outputs[i].not_null ? text : "Option<" + text + ">", attributes});
            }
            return "\n" +
                   documentation(types_, fmt::format("What {} returns.", routine_.name.dotted()), {}, "") +
                   derive(types_, types_.sqlx() ? "Debug, Clone, PartialEq, sqlx::FromRow"
                                                : "Debug, Clone, PartialEq") +
                   structure("pub struct " + name_ + "Result", members);
        }
        const TypeRef& returned = outputs.empty() ? routine_.result : outputs[0].type;
        if (const Relation* relation = types_.schema().relation(returned.name); relation && !returned.array)
            return alias(fmt::format("super::{}::{}", relation->is_view() ? "views" : "tables",
                                     types_.names().of(returned.name)));
        return unreadable(returned) ? "" : alias("Option<" + *types_.direct(returned) + ">");
    }

    std::string alias(const std::string& type) const {
        return fmt::format("\n/// What {} returns.\npub type {}Result = {};\n", routine_.name.dotted(), name_,
                           type);
    }

    const Types& types_;
    const Routine& routine_;
    const std::string& name_;
};

} // namespace

std::string routines_file(const Types& types) {
    std::string out;
    for (const Routine& routine : types.schema().routines) out += Writer(types, routine).write();
    return out;
}

} // namespace flux::gen::rust
