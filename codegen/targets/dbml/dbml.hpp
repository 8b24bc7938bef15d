#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& dbml_target();

} // namespace flux::gen
