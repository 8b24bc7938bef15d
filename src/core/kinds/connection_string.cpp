#include "core/kinds/connection_string.hpp"

#include <algorithm>

#include "core/text/secret.hpp"

namespace flux::kinds {
namespace {

constexpr const char* kUri = "uri";

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_uri(std::string_view text) {
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

void skip_spaces(std::string_view& text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

// In single quotes or up to a space; a backslash takes the next character as it is.
std::string take_value(std::string_view& text) {
    std::string value;
    const bool quoted = text.starts_with('\'');
    if (quoted) text.remove_prefix(1);
    while (!text.empty() && (quoted ? text.front() != '\'' : !is_space(text.front()))) {
        if (text.front() == '\\') text.remove_prefix(1);
        if (text.empty()) break;
        value += text.front();
        text.remove_prefix(1);
    }
    if (quoted && !text.empty()) text.remove_prefix(1);
    return value;
}

std::string quoted(const std::string& value) {
    if (!value.empty() && value.find_first_of(" \t\n\r\f\v'\\") == std::string::npos) return value;
    std::string out = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

// Everything stays percent-encoded, as it was.
ForeignOptions parse_uri(std::string_view text) {
    std::string kept(text.substr(0, text.find("://") + 3));
    text.remove_prefix(kept.size());
    ForeignOptions secrets;
    const auto authority = text.substr(0, text.find_first_of("/?"));
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
        const auto user = authority.substr(0, at);
        const auto colon = user.find(':');
        kept.append(user.substr(0, colon));
        if (colon != std::string_view::npos)
            secrets.push_back({"password", {std::string(user.substr(colon + 1)), true}});
        text.remove_prefix(at);
    }
    const auto query = text.find('?');
    kept.append(text.substr(0, query));
    std::string parameters;
    for (text.remove_prefix(query == std::string_view::npos ? text.size() : query + 1); !text.empty();) {
        const auto one = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        const auto name = one.substr(0, one.find('='));
        if (is_secret_option(name))
            secrets.push_back({std::string(name), {std::string(one.substr(std::min(name.size() + 1, one.size()))), true}});
        else
            parameters.append(parameters.empty() ? "?" : "&").append(one);
    }
    ForeignOptions options = {{kUri, {kept + parameters, false}}};
    options.insert(options.end(), secrets.begin(), secrets.end());
    return options;
}

} // namespace

ForeignOptions parse_connection_string(std::string_view text) {
    if (is_uri(text)) return parse_uri(text);
    ForeignOptions options;
    for (skip_spaces(text); !text.empty(); skip_spaces(text)) {
        std::string name;
        while (!text.empty() && text.front() != '=' && !is_space(text.front())) {
            name += text.front();
            text.remove_prefix(1);
        }
        skip_spaces(text);
        if (text.starts_with('=')) text.remove_prefix(1);
        skip_spaces(text);
        std::string value = take_value(text);
        options.push_back({name, {std::move(value), is_secret_option(name)}});
    }
    return options;
}

std::string connection_string(const ForeignOptions& options) {
    std::string out;
    const bool uri = !options.empty() && options.front().name == kUri;
    for (const ForeignOption& option : options) {
        if (option.name == kUri && uri)
            out += option.value.text;
        else if (uri)
            out += (out.find('?') == std::string::npos ? "?" : "&") + option.name + "=" + option.value.text;
        else
            out += (out.empty() ? "" : " ") + option.name + "=" + quoted(option.value.text);
    }
    return out;
}

} // namespace flux::kinds
