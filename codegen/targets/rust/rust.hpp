#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& rust_target();

} // namespace flux::gen
