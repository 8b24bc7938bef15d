#include "core/kinds/relation_options.hpp"

#include <algorithm>

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string name_of(const std::string& option) {
    return option.substr(0, option.find('='));
}

// `toast.x` is two names.
std::string quote_name(const std::string& name) {
    const auto dot = name.find('.');
    return dot == std::string::npos ? quote_ident(name)
                                    : quote_qualified(name.substr(0, dot), name.substr(dot + 1));
}

std::string quote_value(const std::string& value) {
    const bool bare = !value.empty() &&
                      std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    return bare || value == "true" || value == "false" ? value : quote_literal(value);
}

std::string setting(const std::string& option) {
    const auto equals = option.find('=');
    const std::string name = quote_name(name_of(option));
    return equals == std::string::npos ? name : name + "=" + quote_value(option.substr(equals + 1));
}

bool contains(const std::vector<std::string>& options, const std::string& option) {
    return std::find(options.begin(), options.end(), option) != options.end();
}

std::string name_list(const std::vector<std::string>& options) {
    std::string out;
    for (const std::string& option : options) out += (out.empty() ? "" : ", ") + quote_name(name_of(option));
    return out;
}

// Those of the table and those of its TOAST table are kept apart.
std::vector<std::string> in_order(std::vector<std::string> options) {
    std::stable_partition(options.begin(), options.end(),
                          [](const std::string& option) { return !option.starts_with("toast."); });
    return options;
}

} // namespace

std::string option_list(const std::vector<std::string>& options) {
    std::string out;
    for (const std::string& option : options) {
        if (!out.empty()) out += ", ";
        out += setting(option);
    }
    return out;
}

std::string with_options(const std::vector<std::string>& options) {
    return options.empty() ? "" : " WITH (" + option_list(options) + ")";
}

std::vector<std::string> option_changes(const std::vector<std::string>& from,
                                        const std::vector<std::string>& to) {
    std::vector<std::string> gone, set, result;
    for (const std::string& option : from) {
        const auto same_name = [&](const std::string& other) { return name_of(other) == name_of(option); };
        if (std::none_of(to.begin(), to.end(), same_name)) gone.push_back(option);
        if (contains(to, option)) result.push_back(option);
    }
    for (const std::string& option : to)
        if (!contains(from, option)) set.push_back(option);
    result.insert(result.end(), set.begin(), set.end());
    // SET puts what it changes behind the rest. Where that is not the order declared, all are said again.
    const bool ordered = in_order(result) == in_order(to);
    const std::vector<std::string>&reset = ordered ? gone : from, &said = ordered ? set : to;
    std::vector<std::string> out;
    if (!reset.empty()) out.push_back(" RESET (" + name_list(reset) + ")");
    if (!said.empty()) out.push_back(" SET (" + option_list(said) + ")");
    return out;
}

} // namespace flux::kinds
