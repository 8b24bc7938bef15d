// A schema as a value: objects in a fixed order, and what depends on what.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/model/object.hpp"

namespace flux {

// The part of an object that depends on something. A column's default can be taken off and put back without the column;
// what is `late` is done by a statement of its own after the object stands (OWNED BY, ATTACH PARTITION); a `link` is part of
// CREATE, but can be cut and tied again (INHERITS).
enum class Facet : std::uint8_t { whole, default_value, late, link };

// `from` needs `on`; both are positions in Model::objects().
struct Dependency {
    std::size_t from = 0;
    Facet facet = Facet::whole;
    std::size_t on = 0;
    auto operator<=>(const Dependency&) const = default;
};

// Something outside the model (in a schema that is not managed, or of a kind that is not) that needs an object of it.
struct OutsideDependent {
    std::string identity; // as the server prints it, its kind first: view other.v
    std::size_t on = 0;   // position in Model::objects()
    bool automatic = false; // the server drops it along, without asking
    auto operator<=>(const OutsideDependent&) const = default;
};

class Model {
public:
    Model() = default;
    // Sorts the objects by identity. Two objects of one identity are a fault of ours: ErrorCode::internal.
    explicit Model(std::vector<Object> objects);

    std::span<const Object> objects() const& { return objects_; }
    std::span<const Object> objects() && = delete; // a span over a temporary
    std::span<Object> mutable_objects() { return objects_; } // identities must stay as they are
    const Object* find(const Identity& id) const;
    std::size_t position(const Object& object) const { return static_cast<std::size_t>(&object - objects_.data()); }
    // The objects whose parent is that relation or domain, in model order (columns by name; see column_order).
    std::span<const std::size_t> children(const std::string& schema, const std::string& name) const;
    // The relation, domain or type of that name that others can belong to, nullptr where there is none.
    const Object* container(const std::string& schema, const std::string& name) const;

    void set_dependencies(std::vector<Dependency> dependencies); // sorted and made unique
    std::span<const Dependency> dependencies() const { return dependencies_; }

    // The model without the objects that `keep` turns down, and without their dependencies.
    Model filtered(const std::function<bool(const Object&)>& keep) const;

    std::vector<OutsideDependent> outside_dependents; // sorted
    int server_version = 0;                           // server_version_num

    // What an object of that acldefault() type has when it is created by the role in the schema: the server's defaults,
    // changed by the default privileges that were read.
    std::map<char, Privileges> server_default_privileges;

private:
    std::vector<Object> objects_;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> children_;
    std::map<std::pair<std::string, std::string>, std::size_t> containers_;
    std::vector<Dependency> dependencies_;
};

} // namespace flux
