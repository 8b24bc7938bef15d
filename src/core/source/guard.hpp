// How deep a parser's tree of a text could be at most, from its tokens alone. Separate because it must hold
// without a parser: libpg_query recurses without a stack check, and 46 kB of "1+1+1…" can be enough to end a
// process.
#pragma once

#include <cstddef>
#include <string_view>

namespace flux::source {

// Why 2000: some hundred bytes of C stack a level in libpg_query stay far below a small stack.
inline constexpr std::size_t kMaxDepth = 2000;
// Tokens, because a long function body is a single one, while millions of tokens make gigabytes of
// tree.
inline constexpr std::size_t kMaxTokens = 200'000;
inline constexpr std::size_t kMaxBytes = 64u << 20;

// An upper estimate of nesting: open parentheses, brackets and CASEs, and operators chained at each of those
// levels.
std::size_t nesting(std::string_view sql);

bool too_much_for_parser(std::string_view sql);

} // namespace flux::source
