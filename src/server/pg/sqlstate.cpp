// The one table from the project's own error codes to SQLSTATEs. Separate, because the core knows no server and the
// boundary knows no feature.
#include "server/pg/sqlstate.hpp"

#include "server/pg/compat.hpp"

namespace flux::pg {

int sqlstate_of(ErrorCode code) noexcept {
    switch (code) {
    case ErrorCode::cannot_build_source: return MAKE_SQLSTATE('F', 'X', '0', '0', '0');
    case ErrorCode::hazard_not_allowed: return MAKE_SQLSTATE('F', 'X', '0', '0', '1');
    case ErrorCode::drift: return MAKE_SQLSTATE('F', 'X', '0', '0', '2');
    case ErrorCode::undeclared: return MAKE_SQLSTATE('F', 'X', '0', '0', '3');
    case ErrorCode::fingerprint_mismatch: return MAKE_SQLSTATE('F', 'X', '0', '0', '4');
    case ErrorCode::result_differs: return MAKE_SQLSTATE('F', 'X', '0', '0', '5');
    case ErrorCode::not_a_declaration: return MAKE_SQLSTATE('F', 'X', '0', '0', '6');
    case ErrorCode::feature_not_supported: return ERRCODE_FEATURE_NOT_SUPPORTED;
    case ErrorCode::insufficient_privilege: return ERRCODE_INSUFFICIENT_PRIVILEGE;
    case ErrorCode::invalid_parameter: return ERRCODE_INVALID_PARAMETER_VALUE;
    case ErrorCode::object_not_in_prerequisite_state: return ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE;
    case ErrorCode::syntax_error: return ERRCODE_SYNTAX_ERROR;
    case ErrorCode::undefined_object: return ERRCODE_UNDEFINED_OBJECT;
    case ErrorCode::internal: return ERRCODE_INTERNAL_ERROR;
    }
    return ERRCODE_INTERNAL_ERROR;
}

} // namespace flux::pg
