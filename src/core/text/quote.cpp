#include "core/text/quote.hpp"

#include <algorithm>

#include "core/text/keywords.hpp"

namespace flux {
namespace {

bool is_plain(std::string_view name) {
    if (name.empty() || !((name[0] >= 'a' && name[0] <= 'z') || name[0] == '_')) return false;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void append_doubled(std::string& out, std::string_view text, char quote, bool backslash) {
    for (const char c : text) {
        if (c == quote || (backslash && c == '\\')) out += c;
        out += c;
    }
}

} // namespace

std::string quote_ident(std::string_view name) {
    if (is_plain(name) && !std::binary_search(kQuotedKeywords.begin(), kQuotedKeywords.end(), name))
        return std::string(name);
    std::string out = "\"";
    append_doubled(out, name, '"', false);
    out += '"';
    return out;
}

std::string quote_qualified(std::string_view schema, std::string_view name) {
    return schema.empty() ? quote_ident(name) : quote_ident(schema) + "." + quote_ident(name);
}

std::string quote_literal(std::string_view text) {
    const bool backslash = text.find('\\') != std::string_view::npos;
    std::string out = backslash ? "E'" : "'";
    append_doubled(out, text, '\'', backslash);
    out += '\'';
    return out;
}

std::string dollar_quote(std::string_view text) {
    std::string tag = "$$";
    // Why the tag is appended: a text that ends with `$` would end one character early.
    for (int n = 0; (std::string(text) + tag).find(tag) != text.size(); ++n)
        tag = n == 0 ? "$body$" : "$body" + std::to_string(n) + "$";
    return tag + std::string(text) + tag;
}

} // namespace flux
