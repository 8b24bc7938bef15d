// What users tell us to leave alone: rules by kind, schema and name, each a pattern as LIKE takes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/object.hpp"

namespace flux {

// text LIKE pattern: % any characters, _ any one character (not byte), \ takes the next one as it is.
bool like(std::string_view text, std::string_view pattern);

struct IgnoreRule {
    std::string kind, schema, name;
};

// `kind`: as kinds::Ops::name has it.
bool ignored(const std::vector<IgnoreRule>& rules, std::string_view kind, const Identity& id);

} // namespace flux
