#include "server/run/settings.hpp"

#include <climits>
#include <string_view>

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

std::string trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
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
                               "A list of names, or ALL.", &allow_hazards, "", PGC_USERSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("pg_flux.mass_drop_threshold", "Which part of the managed objects a plan may drop without the hazard MASS_DROP.",
                            "Per cent. 100 is no limit.", &mass_drop_per_cent, mass_drop_per_cent, 0, 100, PGC_USERSET, 0,
                            nullptr, nullptr, nullptr);
    DefineCustomIntVariable("pg_flux.large_table", "From which size on reading or writing a whole table is a hazard.", nullptr,
                            &large_table_kb, large_table_kb, 0, INT_MAX, PGC_USERSET, GUC_UNIT_KB, nullptr, nullptr, nullptr);
    pg::compat::reserve_setting_prefix("pg_flux");
}

int lock_timeout() { return lock_timeout_ms; }
int statement_timeout() { return statement_timeout_ms; }
int mass_drop_threshold() { return mass_drop_per_cent; }
long long large_table() { return large_table_kb * 1024LL; }

std::vector<std::string> allowed_hazards() {
    std::vector<std::string> names;
    std::string_view rest = allow_hazards == nullptr ? "" : allow_hazards;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        if (std::string name = trimmed(rest.substr(0, comma)); !name.empty()) names.push_back(std::move(name));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return names;
}

} // namespace flux::run
