// A plan as a file of a repository: SQL that people read and may edit, with comments that say what it starts from, what it
// leads to and what each step does. Apart from document.hpp, because a file is found by its text, not by its structure:
// what somebody wrote between two steps is part of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plan/document.hpp"

namespace flux {

enum class MigrationPart : std::uint8_t { both, up, down };

struct Migration {
    MigrationPart part = MigrationPart::both;
    // Of a file of the way back alone, `steps` are the way back; its `from` is where that starts.
    PlanDocument plan;
    bool edited = false; // accepted after somebody changed it: what its steps say of themselves may be wrong
    std::string hash;    // as the file says it; empty where it does not
};

// The file, with a line that says its hash if it has one.
std::string migration_text(const Migration& migration);

// Any text is one, also without a header; then `plan.from` is empty. Throws ErrorCode::invalid_parameter where a comment of
// ours is not understood.
Migration read_migration(std::string_view text);

// What the hash of a file is made of: all of it but the line that says the hash, and but for line ends and what is blank at the end.
std::string hashed_text(std::string_view text);

// "0007_add_price": a number, and what of the label goes into a file's name.
std::string migration_name(int number, const std::string& label);
// 7 of that; 0 where it does not begin with a number.
int migration_number(std::string_view name);

} // namespace flux
