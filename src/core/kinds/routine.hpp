// What functions, procedures and aggregates have in common: arguments; and, for the first two, a body and
// settings.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Argument {
    std::string mode = "in"; // in, out, inout, variadic, table
    std::optional<std::string> name;
    std::string type;
    std::optional<Printed> default_value;

    bool is_input() const { return mode != "out" && mode != "table"; }
    bool operator==(const Argument&) const = default;
    static constexpr auto fields() {
        return std::tuple(field("mode", &Argument::mode), field("name", &Argument::name),
                          field("type", &Argument::type), field("default", &Argument::default_value));
    }
};

struct Routine {
    std::vector<Argument> arguments;
    std::string language;
    std::string body;                    // opaque text; a symbol where the language is C or internal
    std::optional<std::string> library;  // of a C function
    std::optional<Printed> sql_body;     // BEGIN ATOMIC … END or RETURN …, which the server has parsed
    bool security_definer = false;
    std::vector<std::string> settings;   // name=value, sorted
    std::vector<std::string> transforms; // types
};

// The catalog query's common columns and `arguments` of pg_proc row p in schema n, up to FROM.
std::string routine_columns();
// The same for the rest of Routine; needs pg_language row l.
std::string routine_body_columns();
// FROM with what those need and further joins, WHERE with prokind in that list. Left out: the constructors
// that belong to range types.
std::string routine_source(std::string_view prokinds, std::string_view joins = {});

// `VARIADIC a integer[] DEFAULT …`.
std::string argument_text(const Argument& argument);
// `public.f(a integer, OUT b text)` without the columns of RETURNS TABLE, an argument a line where the line
// would be long.
std::string signature(const Object& object, const std::vector<Argument>& arguments);
// `AS …` with the body, or the SQL body itself, on a line of its own.
std::string body_clause(const Routine& routine);
// `SET name TO value` of `name=value`.
std::string set_clause(const std::string& setting);
// SET and RESET clauses that lead from one list of settings to the other.
std::vector<std::string> setting_changes(const std::vector<std::string>& from,
                                         const std::vector<std::string>& to);
// Does CREATE OR REPLACE take the new arguments where the old ones are?
bool can_replace_arguments(const std::vector<Argument>& from, const std::vector<Argument>& to);
// Does something differ that ALTER cannot change, but CREATE OR REPLACE can?
bool needs_definition(const Changes& changes);
void take_all(Changes& changes);
// What the text of the body names (see Ops::soft_uses); `definition` is the whole CREATE statement.
std::vector<std::pair<std::string, std::string>> names_in_text(const Routine& routine, const std::string& definition);

} // namespace flux::kinds
