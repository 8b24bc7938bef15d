// Any script, statement by statement. A statement that fails is told, and the next one runs without it.
#include "server/run/rehearsal/rehearse.hpp"

#include <algorithm>

#include "core/assess/assess.hpp"
#include "core/plan/touched.hpp"
#include "core/source/lexer.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/reader.hpp"
#include "server/catalog/schemas.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/memory.hpp"
#include "server/run/rehearsal/copy.hpp"
#include "server/run/rehearsal/measure.hpp"
#include "server/run/encoding.hpp"
#include "server/run/facts.hpp"
#include "server/run/settings.hpp"
#include "server/run/writable.hpp"
#include "server/shadow/parse.hpp"

extern "C" {
#include "utils/guc.h"
}

namespace flux::rehearsal {
namespace {

struct Piece {
    std::string sql;
    bool empties = false;      // TRUNCATE
    bool concurrently = false; // CONCURRENTLY was taken out
};

// leaf
const RawStmt* raw_statement(const List* statements, int at) { return list_nth_node(RawStmt, statements, at); }

std::string trimmed(const std::string& text) {
    for (const source::Token& token : source::lex(text))
        if (!source::is_comment(token)) return text.substr(token.start, text.find_last_not_of(" \t\r\n") + 1 - token.start);
    return {};
}

// CREATE INDEX, DROP INDEX, REINDEX, REFRESH, DETACH PARTITION.
bool may_be_concurrent(const Node* node) {
    switch (nodeTag(node)) {
    case T_IndexStmt: return reinterpret_cast<const IndexStmt*>(node)->concurrent;
    case T_DropStmt: return reinterpret_cast<const DropStmt*>(node)->concurrent;
    case T_ReindexStmt:
    case T_AlterTableStmt: return true;
    default: return false;
    }
}

bool take_out_concurrently(std::string& sql) {
    for (const source::Token& token : source::lex(sql))
        if (source::is_word(sql, token, "concurrently")) {
            sql.erase(token.start, token.end - token.start);
            return true;
        }
    return false;
}

std::vector<Piece> pieces(const std::string& sql) {
    const pg::MemoryScope memory;
    const List* const statements = pg::call(shadow::parse, sql.c_str());
    std::vector<Piece> out;
    for (int i = 0; i < list_length(statements); ++i) {
        const RawStmt* const raw = pg::call(raw_statement, statements, i);
        const auto start = static_cast<std::size_t>(raw->stmt_location);
        Piece piece{.sql = trimmed(raw->stmt_len == 0 ? sql.substr(start) : sql.substr(start, static_cast<std::size_t>(raw->stmt_len)))};
        piece.empties = IsA(raw->stmt, TruncateStmt);
        piece.concurrently = may_be_concurrent(raw->stmt);
        out.push_back(std::move(piece));
    }
    return out;
}

// leaf
const char* reset_value(const char* name) { return GetConfigOptionResetString(name); }

// Where a new session of this user would find what has no schema, behind the schema that the caller names.
std::string search_path(const run::Schemas& schemas) {
    const char* const reset = pg::call(reset_value, "search_path");
    const std::string path = reset == nullptr ? "" : reset;
    if (!schemas || schemas->empty()) return path;
    const std::string first = quote_ident(schemas->front());
    return path.empty() ? first : first + ", " + path;
}

ScriptStep run_piece(const Piece& piece, const std::vector<std::string>& schemas) {
    ScriptStep out;
    out.step.op = Op::alter;
    out.step.sql = piece.sql;
    std::string sql = piece.sql;
    const bool concurrent = piece.concurrently && take_out_concurrently(sql);
    const Measure measure(schemas);
    const auto failure = run(sql, [&] {
        Measured measured = measure.taken();
        if (piece.empties)
            for (const std::string& table : measured.rewritten) measured.lost[table] = "all rows";
        give(out.step, std::move(measured));
    });
    if (failure && failure->sqlstate == "25001") {
        out.step.transactional = false;
        out.error = "cannot be rehearsed, because it cannot run in a transaction: " + failure->message;
    } else if (failure) {
        out.error = failure->message;
    } else if (concurrent) {
        out.step.transactional = false;
        out.error = "CONCURRENTLY cannot be rehearsed: what is measured is the statement without it";
    }
    return out;
}

} // namespace

std::vector<ScriptStep> rehearse_script(const std::string& sql, const run::Schemas& schemas) {
    run::require_utf8();
    const std::vector<Piece> statements = pieces(sql);
    const std::vector<std::string> managed = schemas ? *schemas : catalog::all_schemas();
    const Model live = catalog::read_model(managed);
    const Part part{.live = live, .objects = with_surroundings(named_by(sql, live), live), .schemas = managed};
    const auto limit = static_cast<std::size_t>(run::rehearsal_limit());
    if (const std::size_t count = count_files(part); count > limit)
        throw Error(ErrorCode::feature_not_supported, "the script names too much to be rehearsed",
                    "It takes a copy of " + std::to_string(count) + " tables, indexes and sequences, and pg_flux.rehearsal_limit is " +
                        std::to_string(limit) + ".",
                    "Raise pg_flux.rehearsal_limit.");
    std::vector<ScriptStep> out;
    const auto unbuilt = with_copy(part, [&](const std::vector<Address>&) {
        pg::GucScope settings;
        settings.set("search_path", search_path(schemas));
        for (const Piece& piece : statements) out.push_back(run_piece(piece, managed));
    });
    if (unbuilt)
        throw Error(ErrorCode::feature_not_supported, "what the script names cannot be copied", *unbuilt);
    Plan plan;
    for (const ScriptStep& each : out) plan.push_back(each.step);
    assess(plan, live, live, run::read_facts(plan, live));
    for (std::size_t i = 0; i < out.size(); ++i) out[i].step.hazards = plan[i].hazards;
    return out;
}

} // namespace flux::rehearsal
