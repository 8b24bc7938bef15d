#include "server/run/live.hpp"

#include "server/catalog/reader.hpp"
#include "server/run/encoding.hpp"

namespace flux::run {

Model live_model(const std::optional<std::vector<std::string>>& schemas) {
    require_utf8();
    if (!schemas) return catalog::read_model(catalog::all_schemas());
    const auto unknown = catalog::unknown_schemas(*schemas);
    if (!unknown.empty())
        throw Error(ErrorCode::undefined_object, "schema \"" + unknown.front() + "\" does not exist");
    return catalog::read_model(*schemas);
}

} // namespace flux::run
