// The one exception type of the project's own failures. The codes are the SQLSTATEs that users see; the table that maps
// them is src/server/pg/sqlstate.cpp, because the core knows no server.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace flux {

enum class ErrorCode {
    cannot_build_source,    // FX000
    hazard_not_allowed,     // FX001
    drift,                  // FX002
    undeclared,             // FX003
    fingerprint_mismatch,   // FX004
    result_differs,         // FX005
    not_a_declaration,      // FX006
    feature_not_supported,  // 0A000
    insufficient_privilege, // 42501
    invalid_parameter,      // 22023
    object_not_in_prerequisite_state, // 55000
    syntax_error,           // 42601
    undefined_object,       // 42704
    internal,               // XX000
};

class Error : public std::exception {
public:
    Error(ErrorCode code, std::string message, std::string detail = {}, std::string hint = {},
          std::optional<int> line = std::nullopt)
        : code_(code), message_(std::move(message)), detail_(std::move(detail)), hint_(std::move(hint)), line_(line) {}

    const char* what() const noexcept override { return message_.c_str(); }
    ErrorCode code() const noexcept { return code_; }
    const std::string& message() const noexcept { return message_; }
    const std::string& detail() const noexcept { return detail_; }
    const std::string& hint() const noexcept { return hint_; }
    // Line of the source that the error is about, counted from 1.
    std::optional<int> line() const noexcept { return line_; }

private:
    ErrorCode code_;
    std::string message_, detail_, hint_;
    std::optional<int> line_;
};

} // namespace flux
