#include "core/diff/described.hpp"

#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

constexpr std::size_t kShown = 5;

std::string described(const Difference& difference) {
    const Object& object = difference.from != nullptr ? *difference.from : *difference.to;
    std::string text = std::string(kinds::ops(object).name) + " " + object.id.text();
    if (difference.to == nullptr) return text + " is still there";
    if (difference.from == nullptr) return text + " is missing";
    for (const AttributeChange& change : difference.attributes)
        text += ", " + change.name + " is " + change.from + " instead of " + change.to;
    if (difference.owner) text += ", owner is " + difference.from->owner + " instead of " + difference.to->owner;
    if (difference.comment) text += ", its comment differs";
    if (difference.privileges) text += ", its privileges differ";
    return text;
}

} // namespace

std::string described(const std::vector<Difference>& differences) {
    std::string text;
    for (std::size_t i = 0; i < differences.size() && i < kShown; ++i)
        text += (i == 0 ? "" : "\n") + described(differences[i]);
    if (differences.size() > kShown) text += "\nand " + std::to_string(differences.size() - kShown) + " more";
    return text;
}

} // namespace flux
