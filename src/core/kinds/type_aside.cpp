#include "core/kinds/type_aside.hpp"

#include <cstdint>
#include <utility>

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

constexpr std::size_t kLongestName = 63; // NAMEDATALEN - 1

std::string hash(const std::string& text) {
    std::uint32_t value = 2166136261u; // FNV-1a
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619u;
    std::string out(8, '0');
    for (auto digit = out.rbegin(); digit != out.rend(); ++digit, value >>= 4)
        *digit = "0123456789abcdef"[value & 15];
    return out;
}

// Cuts between characters of UTF-8.
std::string cut(std::string name, std::size_t length) {
    if (name.size() <= length) return name;
    while (length > 0 && (static_cast<unsigned char>(name[length]) & 0xC0) == 0x80) --length;
    name.resize(length);
    return name;
}

} // namespace

std::string aside_name(const Identity& id) {
    const std::string suffix = "_old_" + hash(id.qualified());
    return cut(id.name, kLongestName - suffix.size()) + suffix;
}

void set_type_aside(const Identity& id, const std::string& keyword, Script& script,
                    std::vector<Hazard> hazards) {
    const std::string aside = aside_name(id);
    script.add("ALTER " + keyword + " " + id.qualified() + " RENAME TO " + quote_ident(aside),
               {.hazards = std::move(hazards), .phase = Phase::release});
    script.add("DROP " + keyword + " " + quote_qualified(id.schema, aside), {.phase = Phase::cleanup});
}

} // namespace flux::kinds
