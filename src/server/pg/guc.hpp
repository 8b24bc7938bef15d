// Settings for the length of a scope, as a function's SET clause does it.
#pragma once

#include <string>

namespace flux::pg {

class GucScope {
public:
    GucScope();
    ~GucScope();
    GucScope(const GucScope&) = delete;
    GucScope& operator=(const GucScope&) = delete;

    // With the caller's rights.
    void set(const std::string& name, const std::string& value);
    // With a superuser's: only for values that are ours, never for what a user wrote.
    void set_privileged(const std::string& name, const std::string& value);
    // Nothing but pg_catalog: every name prints in full, and no foreign function or operator is found.
    void lock_search_path();

private:
    int level_;
};

// For the rest of the session, with the caller's rights.
void set_for_session(const std::string& name, const std::string& value);

// The present value of a setting; empty when there is no such setting.
std::string setting(const std::string& name);

} // namespace flux::pg
