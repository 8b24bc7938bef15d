#include "server/run/live.hpp"

#include "server/catalog/reader.hpp"
#include "server/catalog/schemas.hpp"
#include "server/catalog/unsupported.hpp"
#include "server/run/encoding.hpp"
#include "server/run/unsupported.hpp"

namespace flux::run {

void require_schemas(const std::vector<std::string>& names) {
    const auto unknown = catalog::unknown_schemas(names);
    if (!unknown.empty())
        throw Error(ErrorCode::undefined_object, "schema \"" + unknown.front() + "\" does not exist");
}

Model live_model(const std::optional<std::vector<std::string>>& schemas) {
    require_utf8();
    const std::vector<std::string> names = schemas ? *schemas : catalog::all_schemas();
    require_schemas(names);
    tell_unsupported(catalog::unsupported_objects(names), {});
    return catalog::read_model(names);
}

} // namespace flux::run
