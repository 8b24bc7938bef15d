// One object of a schema, of any kind: what it is called, what every kind has, and its kind's attributes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/model/attributes.hpp"
#include "core/model/identity.hpp"
#include "core/model/privileges.hpp"

namespace flux {

// Where the object was read: for matching pg_depend, never printed and never compared.
struct Address {
    std::uint32_t class_id = 0, object_id = 0;
    std::int32_t sub_id = 0;
    auto operator<=>(const Address&) const = default;
};

struct Object {
    Identity id;
    std::string owner; // role name, empty where the kind has no owner
    std::optional<std::string> comment;
    std::optional<Privileges> privileges; // nullopt where the kind carries none
    Attributes attributes;
    Address address;

    template <Described T> const T& as() const { return attributes.as<T>(); }
};

} // namespace flux
