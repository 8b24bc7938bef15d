// What of the catalogs of a shadow the source has declared. The shadow stands in the live database, so it also shows what was
// there before: extensions that the source does not name, and schemas of the call in which it makes nothing.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "server/shadow/shadow.hpp"

namespace flux::run {

// `built` as it was read in the shadow of the schemas. The first schema is where unqualified names go, and `public` is every
// database's: both stay also when the source leaves them empty.
Model declared(const Model& built, const shadow::Declaration& declaration, const std::vector<std::string>& schemas);

} // namespace flux::run
