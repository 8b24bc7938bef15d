#include "core/model/identity.hpp"

#include "core/text/quote.hpp"

namespace flux {

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
        return qualified() + "(" + args + ")";
    case Kind::default_privileges:
        return name; // already a phrase: for role r in schema s on tables
    default:
        return parent.empty() ? qualified() : quote_ident(name) + " on " + qualified_parent();
    }
}

} // namespace flux
