#include "core/assess/facts.hpp"

#include <array>
#include <cmath>

namespace flux {
namespace {

std::string with_commas(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string bytes_text(std::int64_t bytes) {
    static constexpr std::array units = {"bytes", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; bytes >= 10'240 && unit + 1 < units.size(); ++unit) bytes /= 1024;
    return with_commas(bytes) + " " + units[unit];
}

} // namespace

const RelationFacts* Facts::find(std::uint32_t oid) const {
    const auto at = relations.find(oid);
    return at == relations.end() ? nullptr : &at->second;
}

const RelationFacts* Facts::find(const std::string& name) const {
    for (const auto& [oid, facts] : relations)
        if (facts.name == name) return &facts;
    return nullptr;
}

std::string size_text(const RelationFacts& facts) {
    std::string out = bytes_text(facts.bytes);
    if (facts.rows >= 0) out += ", about " + with_commas(std::llround(facts.rows)) + " rows";
    return out;
}

} // namespace flux
