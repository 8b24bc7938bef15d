#include "core/source/pg_query.hpp"

#include <algorithm>
#include <memory>

#include "core/error.hpp"
#include "core/source/guard.hpp"

#include <pg_query.h>

namespace flux::source {
namespace {

// Owns a result of libpg_query, whatever its type.
template <typename Result, void (*release)(Result)>
struct Owned {
    Result value;
    explicit Owned(Result result) : value(result) {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() { release(value); }
};

bool parsable(std::string_view sql) {
    return sql.find('\0') == std::string_view::npos && !too_much_for_parser(sql);
}

int line_of(std::string_view sql, std::size_t offset) {
    const auto end = sql.begin() + static_cast<std::ptrdiff_t>(std::min(offset, sql.size()));
    return 1 + static_cast<int>(std::count(sql.begin(), end, '\n'));
}

// Why: pg_query_parse_plpgsql aborts the process on a function without AS, and so would end the server.
bool has_body(std::string_view statement) {
    const std::optional<Document> tree = parse_json(statement);
    if (!tree) return false;
    const Tree statements = elements(field(tree->root(), "stmts"));
    if (statements.size() != 1) return false;
    const Tree node = field(statements.front(), "stmt");
    const Tree options = tag(node) == "DoStmt" ? field(untagged(node), "args") : field(untagged(node), "options");
    if (tag(node) != "DoStmt" && tag(node) != "CreateFunctionStmt") return false;
    for (Tree option : elements(options))
        if (text(untagged(option), "defname") == "as") return !strings(field(untagged(option), "arg")).empty();
    return false;
}

} // namespace

std::optional<std::string> parse_text(std::string_view sql) {
    if (!parsable(sql)) return std::nullopt;
    const std::string text(sql);
    const Owned<PgQueryParseResult, pg_query_free_parse_result> result(pg_query_parse(text.c_str()));
    if (result.value.error || !result.value.parse_tree) return std::nullopt;
    return std::string(result.value.parse_tree);
}

std::optional<Document> parse_json(std::string_view sql) {
    std::optional<std::string> text = parse_text(sql);
    return text ? Document::parse(std::move(*text)) : std::nullopt;
}

std::optional<Document> parse_plpgsql(std::string_view statement) {
    if (!parsable(statement) || !has_body(statement)) return std::nullopt;
    const std::string text(statement);
    const Owned<PgQueryPlpgsqlParseResult, pg_query_free_plpgsql_parse_result> result(
        pg_query_parse_plpgsql(text.c_str()));
    if (result.value.error || !result.value.plpgsql_funcs) return std::nullopt;
    return Document::parse(result.value.plpgsql_funcs);
}

std::vector<Piece> split(std::string_view sql) {
    if (!parsable(sql))
        throw Error(ErrorCode::syntax_error, "the source nests too deep or is too long to be split");
    const std::string text(sql);
    const Owned<PgQuerySplitResult, pg_query_free_split_result> result(
        pg_query_split_with_parser(text.c_str()));
    if (const PgQueryError* error = result.value.error) {
        const std::size_t offset = error->cursorpos > 0 ? static_cast<std::size_t>(error->cursorpos) - 1 : 0;
        throw Error(ErrorCode::syntax_error, error->message ? error->message : "syntax error", {}, {},
                    line_of(sql, offset));
    }
    std::vector<Piece> pieces;
    for (int i = 0; i < result.value.n_stmts; i++) {
        const PgQuerySplitStmt& piece = *result.value.stmts[i];
        pieces.push_back(
            {static_cast<std::size_t>(piece.stmt_location), static_cast<std::size_t>(piece.stmt_len)});
    }
    return pieces;
}

std::optional<std::string> fingerprint(std::string_view sql) {
    if (!parsable(sql)) return std::nullopt;
    const std::string text(sql);
    const Owned<PgQueryFingerprintResult, pg_query_free_fingerprint_result> result(
        pg_query_fingerprint(text.c_str()));
    if (result.value.error || !result.value.fingerprint_str) return std::nullopt;
    return std::string(result.value.fingerprint_str);
}

int parser_version() {
    return PG_VERSION_NUM;
}

} // namespace flux::source
