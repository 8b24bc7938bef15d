#include "core/model/attributes.hpp"

#include <nlohmann/json.hpp>

namespace flux {

nlohmann::json Attributes::to_json(Detail detail) const {
    JsonWriter out;
    held_->write(out, detail);
    return out.take();
}

} // namespace flux
