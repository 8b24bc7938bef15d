// libpg_query behind a plain C++ interface: the only door to it. It is best effort: what its grammar does not
// know, or what guard.hpp finds too deep or too long for a parser without a stack check, gives nothing rather
// than an error.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/source/tree.hpp"

namespace flux::source {

// {"version": …, "stmts": [{"stmt": {"CreateStmt": {…}}}, …]}
std::optional<Document> parse_json(std::string_view sql);

// The same without building values: the JSON text itself.
std::optional<std::string> parse_text(std::string_view sql);

// The functions that a CREATE FUNCTION … LANGUAGE plpgsql (or DO) statement holds.
std::optional<Document> parse_plpgsql(std::string_view statement);

struct Piece {
    std::size_t start = 0; // byte offsets; without the semicolon
    std::size_t length = 0;
};
// The statements of a text, for what runs without a server. Throws syntax_error with the line.
std::vector<Piece> split(std::string_view sql);

std::optional<std::string> fingerprint(std::string_view sql);

// Of the grammar, as PG_VERSION_NUM: 150001.
int parser_version();

} // namespace flux::source
