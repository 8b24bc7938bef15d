// Options of foreign-data wrappers, servers, user mappings, foreign tables and their columns. Some hold a secret: it is
// compared and carried along, and shown nowhere: not in the model, not in a plan, not in a dump. What a source leaves out
// of these stays as it is.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct OptionValue {
    std::string text;
    bool secret = false;
    bool operator==(const OptionValue&) const = default;
};
// A secret is null.
void write_value(JsonWriter& out, const OptionValue& value, Detail detail);
void read_value(JsonView in, OptionValue& value);

struct ForeignOption {
    std::string name;
    OptionValue value;

    static constexpr auto fields() {
        return std::tuple(field("name", &ForeignOption::name), field("value", &ForeignOption::value));
    }
};
using ForeignOptions = std::vector<ForeignOption>;

void mark_secrets(ForeignOptions& options);

// A column of a catalog query: the text[] `options` as JSON.
std::string foreign_options_column(const std::string& options);

// What people see has a variable of psql in a secret's place (`:'password'`), so that it cannot run by mistake.
enum class Secrets { shown_as_variables, told };

// " OPTIONS (host 'a', port '1')"; empty where there are none.
std::string options_clause(const ForeignOptions& options, Secrets secrets);
// " OPTIONS (SET host 'b', DROP port)".
std::string options_change(const ForeignOptions& from, const ForeignOptions& to, Secrets secrets);

// Adds a statement that may hold secrets: `write` says it with and without them.
template <class Write> void add_with_secrets(Script& script, const Write& write, Effects effects = {}) {
    const std::string told = write(Secrets::told);
    script.add(write(Secrets::shown_as_variables), std::move(effects));
    Statement& added = script.statements().back();
    if (added.sql != told) added.secret_sql = told;
}

// Gives `declared` the secrets of `live` that it does not speak of.
void keep_secrets(ForeignOptions& declared, const ForeignOptions& live);
void leave_out_secrets(ForeignOptions& options);

// The same as hooks of a kind whose struct has `options`.
template <Described T> void keep_secrets_of(Object& declared, const Object& live) {
    keep_secrets(declared.attributes.as<T>().options, live.as<T>().options);
}
template <Described T> void leave_out_secrets_of(Object& object) {
    leave_out_secrets(object.attributes.as<T>().options);
}

} // namespace flux::kinds
