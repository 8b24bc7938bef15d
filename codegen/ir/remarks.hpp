// Directives in comments. A line that begins with @ and a word below is one; so is what follows `pg-flux:`.
// The rest is prose.
//   @name Account         the name in the generated code
//   @notnull, @nullable   what the server cannot prove, or what it cannot know
//   @type ts=OrderMeta    the type in one language (ts, python, go, rust)
//   @skip, @skip ts go    not generated, at all or for some targets
//   @deprecated use b     marked so where the language has a mark
#pragma once

#include <string>

#include "ir/ir.hpp"

namespace flux::gen {

Remarks parse_remarks(const std::string& comment);

} // namespace flux::gen
