// Reads the arguments of a FLUX_FUNCTION into C++ values; SQL's NULL is std::nullopt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/pg/compat.hpp"

namespace flux::pg {

class Arguments {
public:
    explicit Arguments(FunctionCallInfo fcinfo) : fcinfo_(fcinfo) {}

    bool is_null(int index) const;
    // Any type, by its output function.
    std::optional<std::string> text(int index) const;
    std::optional<std::string> jsonb(int index) const { return text(index); }
    std::optional<bool> boolean(int index) const;
    std::optional<std::int32_t> int4(int index) const;
    std::optional<std::int64_t> int8(int index) const;
    // name[] or text[]; a NULL among the elements is refused.
    std::optional<std::vector<std::string>> texts(int index) const;
    std::optional<std::vector<std::string>> names(int index) const { return texts(index); }

    // The same, but NULL is refused by the argument's name.
    std::string required_text(int index, const char* name) const;
    bool required_boolean(int index, const char* name) const;
    std::int32_t required_int4(int index, const char* name) const;

private:
    FunctionCallInfo fcinfo_;
};

} // namespace flux::pg
