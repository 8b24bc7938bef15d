#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& go_target();

} // namespace flux::gen
