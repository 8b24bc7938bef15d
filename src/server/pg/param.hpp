// The values of $1, $2, … of a query: a type and a text that the type's input function reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flux::pg {

// A value for $1, $2, …: a type and the value as that type's input function reads it.
class Param {
public:
    Param(std::string_view value);
    Param(const std::string& value) : Param(std::string_view(value)) {}
    Param(const char* value) : Param(std::string_view(value)) {}
    Param(bool value);
    Param(std::int64_t value);
    // text[]
    Param(const std::vector<std::string>& texts);
    // oid[]
    Param(const std::vector<unsigned int>& oids);

    // bigint[]
    Param(const std::vector<std::int64_t>& numbers);

    static Param jsonb(std::string_view json);
    static Param oid(unsigned int oid);
    static Param names(const std::vector<std::string>& names);
    // NULL of type text.
    static Param null();
    static Param optional_text(const std::optional<std::string>& value);

    unsigned int type() const { return type_; }
    const std::optional<std::string>& value() const { return value_; }

private:
    Param(unsigned int type, std::optional<std::string> value) : type_(type), value_(std::move(value)) {}

    unsigned int type_;
    std::optional<std::string> value_;
};

} // namespace flux::pg
