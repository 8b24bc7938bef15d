// What a statement that somebody wrote may do to data. Known to keep it, or not: an error here must err to the safe side.
#pragma once

#include <string_view>

namespace flux::source {

// False only where all statements of the text are of forms that leave the data as it is, or add to it.
bool may_lose_data(std::string_view sql);
// BEGIN, COMMIT, SAVEPOINT and their like.
bool controls_transaction(std::string_view sql);

} // namespace flux::source
