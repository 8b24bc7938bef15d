// Alone in its file because it is the only object compiled with the version from the control file.
#include "server/pg/version.hpp"

namespace flux::pg {

const char* library_version() { return FLUX_VERSION; }

} // namespace flux::pg
