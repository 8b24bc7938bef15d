#include "core/kinds/foreign_options.hpp"

#include <algorithm>

#include "core/text/quote.hpp"
#include "core/text/secret.hpp"

namespace flux::kinds {
namespace {

const ForeignOption* find(const ForeignOptions& options, const std::string& name) {
    const auto at =
        std::find_if(options.begin(), options.end(), [&](const ForeignOption& each) { return each.name == name; });
    return at == options.end() ? nullptr : &*at;
}

// A name that psql takes for a variable.
std::string variable(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        out += plain ? c : '_';
    }
    return ":'" + out + "'";
}

std::string setting(const ForeignOption& option, Secrets secrets) {
    const bool hidden = option.value.secret && secrets == Secrets::shown_as_variables;
    return quote_ident(option.name) + " " + (hidden ? variable(option.name) : quote_literal(option.value.text));
}

std::string clause(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out.empty() ? "" : " OPTIONS (" + out + ")";
}

std::vector<std::string> names_of(const ForeignOptions& options) {
    std::vector<std::string> names;
    for (const ForeignOption& option : options) names.push_back(option.name);
    return names;
}

// What is left of `from`, and what is new behind it: the order that ALTER leaves.
std::vector<std::string> names_after(const ForeignOptions& from, const ForeignOptions& to) {
    std::vector<std::string> names;
    for (const ForeignOption& option : from)
        if (find(to, option.name)) names.push_back(option.name);
    for (const ForeignOption& option : to)
        if (!find(from, option.name)) names.push_back(option.name);
    return names;
}

} // namespace

void write_value(JsonWriter& out, const OptionValue& value, Detail) {
    if (value.secret)
        out.null();
    else
        out.value(value.text);
}

void read_value(JsonView in, OptionValue& value) {
    if (!in.is_null()) in.get(value.text);
}

void mark_secrets(ForeignOptions& options) {
    for (ForeignOption& option : options) option.value.secret = is_secret_option(option.name);
}

std::string foreign_options_column(const std::string& options) {
    return "(SELECT json_agg(json_build_object('name', o.name, 'value', o.value) ORDER BY o.n) "
           "FROM pg_options_to_table(" +
           options + ") WITH ORDINALITY AS o (name, value, n))";
}

std::string options_clause(const ForeignOptions& options, Secrets secrets) {
    std::vector<std::string> words;
    for (const ForeignOption& option : options) words.push_back(setting(option, secrets));
    return clause(words);
}

// New ones go behind the rest. Where that is not the order declared, all are said again.
std::string options_change(const ForeignOptions& from, const ForeignOptions& to, Secrets secrets) {
    const bool in_order = names_after(from, to) == names_of(to);
    std::vector<std::string> words;
    for (const ForeignOption& option : from)
        if (!in_order || !find(to, option.name)) words.push_back("DROP " + quote_ident(option.name));
    for (const ForeignOption& option : to) {
        const ForeignOption* before = in_order ? find(from, option.name) : nullptr;
        if (!before)
            words.push_back("ADD " + setting(option, secrets));
        else if (!(before->value == option.value))
            words.push_back("SET " + setting(option, secrets));
    }
    return clause(words);
}

// Each behind the option that it stands behind in `live`.
void keep_secrets(ForeignOptions& declared, const ForeignOptions& live) {
    for (std::size_t i = 0; i < live.size(); ++i) {
        if (!live[i].value.secret || find(declared, live[i].name)) continue;
        auto at = declared.begin();
        if (i > 0) {
            at = std::find_if(declared.begin(), declared.end(),
                              [&](const ForeignOption& each) { return each.name == live[i - 1].name; });
            if (at != declared.end()) ++at;
        }
        declared.insert(at, live[i]);
    }
}

void leave_out_secrets(ForeignOptions& options) {
    std::erase_if(options, [](const ForeignOption& option) { return option.value.secret; });
}

} // namespace flux::kinds
