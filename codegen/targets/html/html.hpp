#pragma once

#include "targets/target.hpp"

namespace flux::gen {

const Target& html_target();

} // namespace flux::gen
