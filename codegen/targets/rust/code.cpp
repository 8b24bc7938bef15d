// Rust as rustfmt leaves it.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "names/literals.hpp"
#include "targets/rust/emit.hpp"

namespace flux::gen::rust {
namespace {

constexpr std::size_t kWidth = 100;

std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

// Why: rustc refuses comments with marks that turn the direction of writing, and lone carriage returns.
std::string plain(std::string_view line) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const std::string_view mark = line.substr(i, 3);
        const bool turns = (mark >= "\xE2\x80\xAA" && mark <= "\xE2\x80\xAE") ||
                           (mark >= "\xE2\x81\xA6" && mark <= "\xE2\x81\xA9");
        if (mark.size() == 3 && turns) {
            i += 2;
            continue;
        }
        const auto c = static_cast<unsigned char>(line[i]);
        if (c >= 0x20 && c != 0x7F) out += line[i];
    }
    const auto last = out.find_last_not_of(' ');
    return last == std::string::npos ? "" : out.substr(0, last + 1);
}

} // namespace

std::string documentation(const Types& types, const std::string& lead, const Remarks& remarks,
                          const std::string& indent) {
    std::string text = lead;
    if (types.comments() && !remarks.text.empty()) text += (text.empty() ? "" : "\n\n") + remarks.text;
    std::string out;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = rest.find('\n');
        const std::string line = plain(rest.substr(0, end));
        out += indent + (line.empty() ? "///" : "/// " + line) + "\n";
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return out;
}

std::string derive(const Types& types, const std::string& list) {
    std::string rest = list + (types.serde() ? ", serde::Serialize, serde::Deserialize" : "");
    if (rest.size() + 13 < kWidth) return "#[derive(" + rest + ")]\n";
    if (rest.size() + 5 <= kWidth) return "#[derive(\n    " + rest + ",\n)]\n";
    std::string out = "#[derive(\n    ";
    for (std::size_t at = 0; at < rest.size(); ++at)
        if (rest.compare(at, 2, ", ") == 0) {
            out += ",\n    ";
            ++at;
        } else {
            out += rest[at];
        }
    return out + ",\n)]\n";
}

std::string structure(const std::string& head, const std::vector<Field>& fields) {
    if (fields.empty()) return head + " {}\n";
    std::string out = head + " {\n";
    for (const Field& field : fields) {
        out += field.doc;
        for (const std::string& attribute : field.attributes) out += "    " + attribute + "\n";
        const std::string line = fmt::format("    pub {}: {},", field.name, field.type);
        out += width(line) <= kWidth ? line + "\n"
                                     : fmt::format("    pub {}:\n        {},\n", field.name, field.type);
    }
    return out + "}\n";
}

std::vector<std::string> serde_name(const Types& types, const std::string& name, const std::string& field) {
    const std::string bare = field.starts_with("r#") ? field.substr(2) : field;
    if (!types.serde() || bare == name) return {};
    return {fmt::format("#[serde(rename = {})]", quoted(name))};
}

} // namespace flux::gen::rust
