#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& sql_target();

} // namespace flux::gen
