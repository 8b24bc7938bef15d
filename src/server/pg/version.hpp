// The version of the library that is loaded, which after an upgrade may differ from the extension's.
#pragma once

namespace flux::pg {

const char* library_version();

} // namespace flux::pg
