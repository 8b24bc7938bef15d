#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& dot_target();

} // namespace flux::gen
