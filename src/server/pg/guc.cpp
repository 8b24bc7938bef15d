// GucScope over GUC nest levels. Separate, so that callers see no server header.
#include "server/pg/guc.hpp"

#include <string>

#include "core/plan/settings.hpp"
#include "server/pg/call.hpp"

extern "C" {
#include "utils/guc.h"
}

namespace flux::pg {

namespace {

// leaf
void set_option(const char* name, const char* value, bool privileged) {
    (void)set_config_option(name, value, privileged || superuser() ? PGC_SUSET : PGC_USERSET, PGC_S_SESSION,
                            GUC_ACTION_SAVE, true, 0, false);
}

} // namespace

GucScope::GucScope() : level_(call(NewGUCNestLevel)) {}

GucScope::~GucScope() {
    try {
        call(AtEOXact_GUC, true, level_);
    } catch (const std::exception& error) {
        ereport(WARNING, (errmsg_internal("could not restore settings: %s", error.what())));
    }
}

void GucScope::set(const std::string& name, const std::string& value) {
    call(set_option, name.c_str(), value.c_str(), false);
}

void GucScope::set_privileged(const std::string& name, const std::string& value) {
    call(set_option, name.c_str(), value.c_str(), true);
}

// Why not RestrictSearchPath() of 17: it sets the same value, and this works everywhere.
void GucScope::lock_search_path() { set("search_path", kSearchPath); }

void set_for_session(const std::string& name, const std::string& value) {
    call(SetConfigOption, name.c_str(), value.c_str(), PGC_USERSET, PGC_S_SESSION);
}

std::string setting(const std::string& name) {
    const char* value = call(GetConfigOption, name.c_str(), true, false);
    return value == nullptr ? std::string() : std::string(value);
}

} // namespace flux::pg
