// What counts as "does nothing but make roles", by the trees of the PL/pgSQL and the SQL parser. Strict on purpose: what is
// let through here is never run as it stands, only its CREATE ROLEs are.
#include "core/source/roles.hpp"

#include <algorithm>
#include <array>

#include "core/source/lexer.hpp"
#include "core/source/pg_query.hpp"
#include "core/source/tree.hpp"

namespace flux::source {
namespace {

constexpr int kErrorLevel = 21; // of RAISE EXCEPTION, as the PL/pgSQL parser counts

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_role_catalog(Tree range_var) {
    static constexpr std::array<std::string_view, 5> kCatalogs = {"pg_roles", "pg_authid", "pg_user", "pg_shadow",
                                                                  "pg_group"};
    const std::string schema = text(range_var, "schemaname");
    return (schema.empty() || schema == "pg_catalog") && is_one_of(kCatalogs, text(range_var, "relname"));
}

bool is_plain_function(Tree call) {
    static constexpr std::array<std::string_view, 2> kFunctions = {"count", "to_regrole"};
    const std::vector<std::string> name = strings(field(call, "funcname"));
    return !name.empty() && (name.size() == 1 || name.front() == "pg_catalog") && is_one_of(kFunctions, name.back());
}

// The one statement of a text, by its tag: {"CreateRoleStmt": {…}}.
Tree only_statement(const std::optional<Document>& document) {
    if (!document) return {};
    const Tree statements = elements(field(document->root(), "stmts"));
    return statements.size() == 1 ? field(statements.front(), "stmt") : Tree{};
}

std::string trimmed(std::string_view sql) {
    std::size_t start = sql.size(), end = 0;
    for (const Token& token : lex(sql)) {
        if (is_comment(token) || is_punctuation(sql, token, ';')) continue;
        start = std::min(start, token.start);
        end = std::max(end, token.end);
    }
    return std::string(start < end ? sql.substr(start, end - start) : std::string_view());
}

class Block {
public:
    // Answers whether all of it was understood.
    bool read(Tree functions) {
        take(functions);
        while (understood_ && !waiting_.empty()) {
            const Tree node = waiting_.back();
            waiting_.pop_back();
            visit(node);
        }
        for (const std::string& query : queries_) understood_ = understood_ && asks_only_for_roles(query, true);
        for (const std::string& query : messages_) understood_ = understood_ && asks_only_for_roles(query, false);
        return understood_ && !roles_.empty();
    }

    std::vector<RoleMade> roles() { return std::move(roles_); }

private:
    // Children in reverse, so that the first is visited first.
    void take(Tree node) {
        std::vector<Tree> children;
        for (const Tree child : node) children.push_back(child);
        waiting_.insert(waiting_.end(), children.rbegin(), children.rend());
    }

    void visit(Tree node) {
        static constexpr std::array<std::string_view, 5> kPlain = {
            "PLpgSQL_stmt_block", "PLpgSQL_stmt_if", "PLpgSQL_stmt_perform", "PLpgSQL_stmt_return", "PLpgSQL_stmt_null"};
        const std::string_view key = node.key();
        if (key == "PLpgSQL_stmt_raise") return raise(node);
        if (key == "PLpgSQL_stmt_execsql") return execute(query_of(field(node, "sqlstmt")));
        if (key == "PLpgSQL_stmt_dynexecute") return execute_text(query_of(field(node, "query")));
        if (key.starts_with("PLpgSQL_stmt_") && !is_one_of(kPlain, key)) understood_ = false;
        if (key == "query" && node.is_string()) queries_.emplace_back(node.text());
        if (node.is_structured()) take(node);
    }

    static std::string query_of(Tree expression) { return text(untagged(expression), "query"); }

    void raise(Tree node) {
        const std::string level(field(node, "elog_level").text());
        if (level.empty() || std::stoi(level) >= kErrorLevel) understood_ = false;
        for_each_below(node, [&](Tree part) {
            if (part.key() == "query" && part.is_string()) messages_.emplace_back(part.text());
        });
    }

    void execute(const std::string& sql) {
        const std::optional<Document> document = parse_json(sql);
        const Tree statement = only_statement(document);
        if (tag(statement) == "CreateRoleStmt")
            roles_.push_back({text(untagged(statement), "role"), trimmed(sql)});
        else
            queries_.push_back(sql);
    }

    // EXECUTE 'CREATE ROLE x': the text of a constant, and of nothing else.
    void execute_text(const std::string& expression) {
        const std::optional<Document> document = parse_json("SELECT " + expression);
        const Tree select = field(only_statement(document), "SelectStmt");
        const Tree targets = elements(field(select, "targetList"));
        const Tree value = targets.size() == 1 ? field(untagged(targets.front()), "val") : Tree{};
        if (tag(value) == "A_Const" && has(untagged(value), "sval"))
            execute(text(field(untagged(value), "sval"), "sval"));
        else
            understood_ = false;
    }

    bool is_made_here(const std::string& name) const {
        return std::any_of(roles_.begin(), roles_.end(), [&](const RoleMade& role) { return role.name == name; });
    }

    // A query or an expression that reads nothing but the catalogs of roles, and asks for no role but those made here.
    bool asks_only_for_roles(const std::string& query, bool names_only) const {
        std::optional<Document> document = parse_json(query);
        if (!document) document = parse_json("SELECT " + query);
        const Tree statement = only_statement(document);
        bool good = tag(statement) == "SelectStmt";
        for_each_below(statement, [&](Tree node) {
            const std::string_view key = node.key();
            if (key == "RangeVar" && !is_role_catalog(node)) good = false;
            if (key == "FuncCall" && !is_plain_function(node)) good = false;
            if (key == "SQLValueFunction" || (key.ends_with("Stmt") && key != "SelectStmt")) good = false;
            if (names_only && key == "A_Const" && has(node, "sval"))
                good = good && is_made_here(text(field(node, "sval"), "sval"));
        });
        return good;
    }

    std::vector<Tree> waiting_;
    std::vector<RoleMade> roles_;
    std::vector<std::string> queries_, messages_; // looked at when all roles are known
    bool understood_ = true;
};

} // namespace

std::optional<std::vector<RoleMade>> roles_made_by(std::string_view do_statement) {
    const std::optional<Document> functions = parse_plpgsql(do_statement);
    if (!functions) return std::nullopt;
    Block block;
    if (!block.read(functions->root())) return std::nullopt;
    return block.roles();
}

} // namespace flux::source
