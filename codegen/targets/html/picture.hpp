// The entity diagram as SVG.
#pragma once

#include <string>

#include "targets/target.hpp"

namespace flux::gen::html {

std::string picture(const Job& job);

} // namespace flux::gen::html
