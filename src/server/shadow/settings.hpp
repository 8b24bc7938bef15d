// The settings under which a source is built: what the server would otherwise do differently from one session to the next,
// and what the source itself has set by the place where a statement stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/pg/guc.hpp"
#include "server/shadow/shadow.hpp"

namespace flux::shadow {

// For the whole build.
void pin_build_settings(pg::GucScope& scope, const Declaration& declaration, const std::vector<std::string>& schemas,
                        const std::string& access_method);

// Switches between the environments of a declaration.
class Environments {
public:
    Environments(const Declaration& declaration, std::string default_access_method)
        : declaration_(declaration), default_access_method_(std::move(default_access_method)) {}
    void enter(std::size_t environment);
    void leave() { scope_.reset(); current_ = 0; }

private:
    const Declaration& declaration_;
    std::string default_access_method_;
    std::optional<pg::GucScope> scope_;
    std::size_t current_ = 0; // of which nothing is set
};

} // namespace flux::shadow
