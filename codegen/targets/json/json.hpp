#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& json_target();

} // namespace flux::gen
