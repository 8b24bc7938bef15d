// The one exception of the tool: what went wrong, more about it, and what to do. The exit status says whose
// turn it is: 1 the world (connection, files), 2 the call (options, configuration), 3 what is on disk is
// stale (--check).
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace flux::gen {

struct Failure : std::runtime_error {
    explicit Failure(std::string message, std::string detail = {}, std::string hint = {}, int status = 1)
        : std::runtime_error(std::move(message)), detail(std::move(detail)), hint(std::move(hint)),
          status(status) {}
    std::string detail, hint;
    int status;
};

inline Failure misuse(std::string message, std::string hint = {}) {
    return Failure(std::move(message), {}, std::move(hint), 2);
}

} // namespace flux::gen
