#include "names/literals.hpp"

#include <fmt/format.h>

#include <set>

#include "names/type_names.hpp"

namespace flux::gen {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", c);
        else if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += fmt::format("\\x{:02x}", c);
        else
            out += c;
    }
    return out + "\"";
}

std::vector<std::string> member_names(const std::vector<std::string>& labels, Case style,
                                      const std::string& before_digit,
                                      const std::vector<std::string>& reserved) {
    std::vector<std::string> wishes;
    for (const std::string& label : labels) {
        std::string name = to_case(label, style);
        if (name.empty()) name = to_case(label.empty() ? "empty" : "symbol", style);
        if (name[0] >= '0' && name[0] <= '9') name.insert(0, before_digit);
        wishes.push_back(name);
    }
    return field_names(labels, wishes, {reserved.begin(), reserved.end()});
}

} // namespace flux::gen
