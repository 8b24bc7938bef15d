#include "server/run/settings.hpp"

#include <climits>
#include <string_view>

#include "core/hazard/catalogue.hpp"
#include "server/pg/compat.hpp"

extern "C" {
#include "utils/guc.h"
}

namespace flux::run {
namespace {

int lock_timeout_ms = 10'000;
int statement_timeout_ms = 0;
char* allow_hazards = nullptr;
int mass_drop_per_cent = 25;
int large_table_kb = 64 * 1024;
bool rehearsal = true;
int rehearsal_relations = 200;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// The next name of a list, which is cut off; empty at the end.
std::string_view next_name(std::string_view& rest) {
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        const std::string_view name = trimmed(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        if (!name.empty()) return name;
    }
    return {};
}

// leaf: a name that does not exist is refused when it is set, not by every apply that comes after.
bool check_hazards(char** value, void**, GucSource) {
    std::string_view rest = *value == nullptr ? "" : *value;
    for (std::string_view name = next_name(rest); !name.empty(); name = next_name(rest)) {
        bool known = name == "ALL";
        for (const HazardEntry& entry : hazard_catalogue()) known |= entry.name == name;
        if (known) continue;
        GUC_check_errdetail("There is no hazard \"%.*s\".", static_cast<int>(name.size()), name.data());
        GUC_check_errhint("SELECT name FROM pg_flux.hazards() lists them, separate several by commas; ALL is all of them.");
        return false;
    }
    return true;
}

} // namespace

void define_settings() {
    DefineCustomIntVariable("pg_flux.lock_timeout", "How long a step of an apply, or an apply behind another one, waits for a lock.",
                            "0 waits without end.", &lock_timeout_ms, lock_timeout_ms, 0, INT_MAX, PGC_USERSET,
                            GUC_UNIT_MS, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("pg_flux.statement_timeout", "How long one step of an apply may run.", "0 is no limit.",
                            &statement_timeout_ms, statement_timeout_ms, 0, INT_MAX, PGC_USERSET, GUC_UNIT_MS, nullptr,
                            nullptr, nullptr);
    DefineCustomStringVariable("pg_flux.allow_hazards", "Hazards that an apply may run into without being told each time.",
                               "A list of names, or ALL.", &allow_hazards, "", PGC_USERSET, 0, check_hazards, nullptr, nullptr);
    DefineCustomIntVariable("pg_flux.mass_drop_threshold", "Which part of the managed objects a plan may drop without the hazard MASS_DROP.",
                            "Per cent. 100 is no limit.", &mass_drop_per_cent, mass_drop_per_cent, 0, 100, PGC_USERSET, 0,
                            nullptr, nullptr, nullptr);
    DefineCustomIntVariable("pg_flux.large_table", "From which size on reading or writing a whole table is a hazard.", nullptr,
                            &large_table_kb, large_table_kb, 0, INT_MAX, PGC_USERSET, GUC_UNIT_KB, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable("pg_flux.rehearsal", "Whether diff and plan run the steps on an empty copy of what they touch.",
                             "Without it, locks, rewrites and scans are what the rules say.", &rehearsal, rehearsal, PGC_USERSET, 0,
                             nullptr, nullptr, nullptr);
    DefineCustomIntVariable("pg_flux.rehearsal_limit", "How many tables, indexes and sequences a rehearsal may make.", nullptr,
                            &rehearsal_relations, rehearsal_relations, 0, 100'000, PGC_USERSET, 0, nullptr, nullptr, nullptr);
    pg::compat::reserve_setting_prefix("pg_flux");
}

int lock_timeout() { return lock_timeout_ms; }
int statement_timeout() { return statement_timeout_ms; }
int mass_drop_threshold() { return mass_drop_per_cent; }
bool rehearsal_wanted() { return rehearsal; }
int rehearsal_limit() { return rehearsal_relations; }
long long large_table() { return large_table_kb * 1024LL; }

std::vector<std::string> allowed_hazards() {
    std::vector<std::string> names;
    std::string_view rest = allow_hazards == nullptr ? "" : allow_hazards;
    for (std::string_view name = next_name(rest); !name.empty(); name = next_name(rest)) names.emplace_back(name);
    return names;
}

} // namespace flux::run
