#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& ts_target();

} // namespace flux::gen
