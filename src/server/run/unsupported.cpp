#include "server/run/unsupported.hpp"

#include <algorithm>
#include <iterator>

#include "core/error.hpp"
#include "server/pg/call.hpp"

namespace flux::run {
namespace {

constexpr std::size_t kShown = 10;

// leaf
void warn(const char* detail) {
    ereport(WARNING, (errmsg("pg_flux leaves alone what it does not manage yet"), errdetail_internal("%s", detail)));
}

std::string listed(const std::vector<std::string>& objects) {
    std::string text;
    for (std::size_t i = 0; i < objects.size() && i < kShown; ++i) text += (i == 0 ? "" : "\n") + objects[i];
    if (objects.size() > kShown) text += "\nand " + std::to_string(objects.size() - kShown) + " more";
    return text;
}

} // namespace

void tell_unsupported(const std::vector<std::string>& live, const std::vector<std::string>& declared) {
    std::vector<std::string> wanted;
    std::set_difference(declared.begin(), declared.end(), live.begin(), live.end(), std::back_inserter(wanted));
    if (!wanted.empty())
        throw Error(ErrorCode::feature_not_supported, "the source declares what pg_flux does not manage yet",
                    listed(wanted), "Take it out of the source, and make it by hand.");
    if (!live.empty()) pg::call(warn, listed(live).c_str());
}

} // namespace flux::run
