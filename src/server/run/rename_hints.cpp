#include "server/run/rename_hints.hpp"

#include "core/diff/lookalikes.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/text/quote.hpp"
#include "server/pg/notice.hpp"

namespace flux::run {

void hint_at_renames(const Comparison& comparison) {
    for (const auto& [from, to] : lookalikes(comparison.live, comparison.desired, comparison.options.management)) {
        const std::string kind(kinds::ops(*from).name);
        pg::notice(kind + " " + from->id.text() + " goes, and " + to->id.text() + ", which differs in nothing but the name, comes", "",
                   "If it is renamed, write \"-- pg_flux: renamed from " + quote_ident(from->id.name) + "\" before it in the source.");
    }
}

} // namespace flux::run
