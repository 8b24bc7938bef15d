// The program's own text is UTF-8: its JSON, and the comparison of names. A database in another encoding is refused.
#pragma once

namespace flux::run {

void require_utf8();

} // namespace flux::run
