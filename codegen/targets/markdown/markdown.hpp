#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& markdown_target();

} // namespace flux::gen
