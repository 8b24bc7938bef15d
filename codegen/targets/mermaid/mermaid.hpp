#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& mermaid_target();

} // namespace flux::gen
