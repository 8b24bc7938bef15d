// What the model's "facts" prove: which columns are never NULL, which can be written, what checks leave. The
// server knows it; a model without that section (an older one) keeps what its objects say.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "ir/ir.hpp"

namespace flux::gen {

void apply_facts(const nlohmann::json& facts, Schema& schema);

} // namespace flux::gen
