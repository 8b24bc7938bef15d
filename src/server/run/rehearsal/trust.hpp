// Whose code a copy would run. DDL evaluates expressions while it plans (a check when a partition is attached, a default when a
// column is added), with the rights of who runs it; looking at a plan must not lend those to anybody else.
#pragma once

#include <optional>
#include <string>

#include "core/model/model.hpp"
#include "core/plan/touched.hpp"

namespace flux::rehearsal {

// A function or operator that expressions of the objects use and that belongs to somebody else than the caller, a superuser or an
// extension; nothing where there is none.
std::optional<std::string> code_of_others(const Model& live, const Positions& objects);

} // namespace flux::rehearsal
