#include "core/text/array_literal.hpp"

namespace flux {

std::string array_literal(const std::vector<std::string>& texts) {
    std::string literal = "{";
    for (const std::string& text : texts) {
        if (literal.size() > 1) literal += ',';
        literal += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') literal += '\\';
            literal += c;
        }
        literal += '"';
    }
    return literal + '}';
}

} // namespace flux
