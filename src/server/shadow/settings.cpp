// Settings of a build. Separate, because what is pinned here is a list of facts about the server, each of which changes
// what a definition means.
#include "server/shadow/settings.hpp"

#include <array>
#include <utility>

#include "core/text/quote.hpp"
#include "server/pg/call.hpp"

extern "C" {
#include "utils/guc.h"
}

namespace flux::shadow {

namespace {

// leaf
const char* default_of(const char* name) { return GetConfigOptionResetString(name); }

// Where names without a schema are looked up. Why not the session's present path: our functions pin it. What stands in
// its place is what a new session of this user would have, behind the schema that unqualified names go to.
std::string search_path(const Declaration& declaration, const std::vector<std::string>& schemas) {
    const char* const reset = pg::call(default_of, "search_path");
    std::string path = reset == nullptr ? std::string() : std::string(reset);
    if (schemas.empty()) return path;
    const std::string first = quote_ident(schemas.front());
    if (path.empty()) return first;
    return declaration.unqualified ? first + ", " + path : path + ", " + first;
}

} // namespace

void pin_build_settings(pg::GucScope& scope, const Declaration& declaration, const std::vector<std::string>& schemas,
                        const std::string& access_method) {
    static constexpr auto pinned = std::to_array<std::pair<const char*, const char*>>({
        {"check_function_bodies", "off"},
        {"default_tablespace", ""},
        {"client_min_messages", "warning"},
        {"xmloption", "content"},
        {"transform_null_equals", "off"},
        {"array_nulls", "on"},
        {"standard_conforming_strings", "on"},
        {"backslash_quote", "safe_encoding"},
        {"escape_string_warning", "off"},
        {"quote_all_identifiers", "off"},
    });
    for (const auto& [name, value] : pinned) scope.set(name, value);
    scope.set("search_path", search_path(declaration, schemas));
    scope.set("default_table_access_method", access_method);
    // Other people's triggers have no business with what is rolled back.
    scope.set_privileged("session_replication_role", "replica");
}

void Environments::enter(std::size_t environment) {
    if (environment == current_) return;
    scope_.reset();
    current_ = environment;
    if (declaration_.environments[environment].empty()) return;
    scope_.emplace();
    for (const auto& [name, value] : declaration_.environments[environment]) {
        // What is the database's default is the shadow's own.
        if (name == "default_table_access_method" && (!value || *value == default_access_method_)) continue;
        const char* const reset = value ? nullptr : pg::call(default_of, name.c_str());
        scope_->set(name, value ? *value : reset == nullptr ? "" : reset);
    }
}

} // namespace flux::shadow
