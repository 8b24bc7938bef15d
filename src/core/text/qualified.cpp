#include "core/text/qualified.hpp"

namespace flux {

std::pair<std::string, std::string> parse_qualified(std::string_view text) {
    std::string schema, name;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
            name += text[i++];
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == '.' && !quoted)
            schema = std::exchange(name, {});
        else
            name += text[i];
    }
    return {schema, name};
}

} // namespace flux
