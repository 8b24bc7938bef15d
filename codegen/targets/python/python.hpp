#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& python_target();

} // namespace flux::gen
