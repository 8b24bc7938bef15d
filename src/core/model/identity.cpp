#include "core/model/identity.hpp"

#include <string_view>

#include "core/model/sql_types.hpp"
#include "core/text/quote.hpp"

namespace flux {

namespace {

bool is_qualified(std::string_view type) {
    bool quoted = false;
    for (const char c : type) {
        if (c == '"') quoted = !quoted;
        if (c == '.' && !quoted) return true;
    }
    return false;
}

// What stands without a schema, where the search_path is empty, is the server's own.
std::string qualified_type(std::string_view type) {
    std::string_view element = type;
    if (element == "NONE") return std::string(type); // of a prefix operator, to the left
    while (element.ends_with("[]")) element.remove_suffix(2);
    if (is_qualified(element) || is_sql_type(element))
        return std::string(type);
    return "pg_catalog." + std::string(type);
}

// `integer, text` as pg_identify_object says it: `integer,pg_catalog.text`.
std::string identified_arguments(std::string_view args) {
    std::string out;
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= args.size(); ++i) {
        if (i < args.size() && args[i] == '"') quoted = !quoted;
        if (i < args.size() && (quoted || args[i] != ',')) continue;
        if (i > start) out += (out.empty() ? "" : ",") + qualified_type(args.substr(start, i - start));
        start = i + 2; // the comma and the blank after it
    }
    return out;
}

} // namespace

std::string Identity::qualified() const { return quote_qualified(schema, name); }

std::string Identity::qualified_parent() const { return quote_qualified(schema, parent); }

std::string Identity::text() const {
    switch (kind) {
    case Kind::column:
    case Kind::view_column:
        return qualified_parent() + "." + quote_ident(name);
    case Kind::index:
        return qualified();
    case Kind::function:
    case Kind::procedure:
    case Kind::aggregate:
        return qualified() + "(" + identified_arguments(args) + ")";
    case Kind::operator_:
        return quote_ident(schema) + "." + name + "(" + identified_arguments(args) + ")";
    case Kind::operator_family:
    case Kind::operator_class:
        return qualified() + " USING " + args;
    case Kind::cast:
    case Kind::transform:
    case Kind::default_privileges:
        return name; // already a phrase: for role r in schema s on tables
    case Kind::user_mapping:
        return quote_ident(name) + " on server " + quote_ident(args);
    default:
        return parent.empty() ? qualified() : quote_ident(name) + " on " + qualified_parent();
    }
}

} // namespace flux
