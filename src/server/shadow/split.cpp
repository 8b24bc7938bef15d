// Splits a source and checks each statement: what read_source does. Separate from the build, because a source is split
// and judged once, and built up to three times.
#include "server/shadow/split.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/source/lexer.hpp"
#include "core/source/mistakes.hpp"
#include "core/source/psql.hpp"
#include "core/source/secrets.hpp"
#include "core/source/roles.hpp"
#include "core/text/quote.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/sha256.hpp"
#include "server/shadow/classify.hpp"
#include "server/shadow/parse.hpp"

extern "C" {
#include "mb/pg_wchar.h"
#include "nodes/pg_list.h"
}

namespace flux::shadow {

namespace {

// leaf
List* parse_checked(const char* sql) {
    List* const statements = parse(sql);
    check_depth(statements);
    return statements;
}

// leaf
int clip(const char* text, int length, int characters) { return pg_mbcharcliplen(text, length, characters); }

List* parse_source(const std::string& text) {
    try {
        return pg::call(parse_checked, text.c_str());
    } catch (const pg::ServerError& error) {
        if (error.sqlstate() != "42601") throw;
        throw Error(ErrorCode::syntax_error, error.what(), error.detail(),
                    error.hint().empty() ? source::mistaken_for_source(text) : error.hint(), line_of_position(text, error.position()));
    }
}

std::optional<std::string> optional(const char* value) {
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// The text of one statement without the white space and comments around it, and where it starts.
std::pair<std::size_t, std::string> trim(const std::string& text, const RawStmt& raw) {
    std::size_t start = static_cast<std::size_t>(std::max(raw.stmt_location, 0));
    std::size_t end = raw.stmt_len == 0 ? text.size() : start + static_cast<std::size_t>(raw.stmt_len);
    source::Token token = source::next_token(text, start);
    while (source::is_comment(token)) token = source::next_token(text, token.end);
    start = token.start;
    while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\t' ||
                           text[end - 1] == '\r' || text[end - 1] == '\f' || text[end - 1] == '\v'))
        --end;
    return {start, text.substr(start, end - start)};
}

// Where a search_path puts what is created: its first element that names a schema.
std::string first_schema(const std::string& path) {
    for (const source::Token& token : source::lex(path))
        if (source::is_identifier(token)) {
            const std::string name = source::identifier_value(path, token);
            if (name != "$user" && name != "pg_catalog" && name != "pg_temp") return name;
        }
    return {};
}

class Reader {
public:
    Reader(const std::string& text, const std::vector<std::string>& schemas) : text_(text), schemas_(schemas) {
        declaration_.environments.emplace_back();
    }

    void add(const RawStmt& raw) {
        Facts facts;
        pg::call(classify, raw.stmt, &facts);
        const auto [start, statement] = trim(text_, raw);
        count_lines_to(start);
        refuse(facts, statement);
        if (facts.verdict == Verdict::setting) return set(facts);
        if (facts.verdict == Verdict::role) return declare_role({facts.role, statement});
        if (facts.verdict == Verdict::block) return take_block(statement);
        note(facts);
        if (facts.verdict == Verdict::warn) warn_unmanaged(line_, shorten(statement));
        if (facts.verdict == Verdict::ignore || facts.verdict == Verdict::warn) return;
        if (facts.changes_kind >= 0)
            changes_.push_back({static_cast<Kind>(facts.changes_kind), declaration_.statements.size()});
        declaration_.statements.push_back({statement, line_, environment(), optional(facts.enum_schema).value_or(""),
                                           optional(facts.enum_name).value_or(""), facts.creates_enum,
                                           facts.about_constraint, facts.declares >= 0});
    }

    // What changes an object of a kind of which the source declares none says nothing that is managed: it is not run.
    Declaration take() {
        std::size_t gone = 0;
        for (const Change& change : changes_) {
            if (declaration_.database_kinds.contains(change.kind)) continue;
            const auto at = declaration_.statements.begin() + static_cast<std::ptrdiff_t>(change.statement - gone++);
            warn_unmanaged(at->line, shorten(at->text));
            declaration_.statements.erase(at);
        }
        return std::move(declaration_);
    }

private:
    struct Change {
        Kind kind;
        std::size_t statement;
    };

    static void warn_unmanaged(int line, const std::string& text) {
        pg::warn("line " + std::to_string(line) + " of the source is about something that pg_flux does not manage: " +
                 text);
    }

    void count_lines_to(std::size_t offset) {
        line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                             text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
        counted_ = offset;
    }

    [[noreturn]] void refuse_declaration(const std::string& statement, const std::string& detail,
                                         const std::string& hint = {}) const {
        throw Error(ErrorCode::not_a_declaration,
                    "line " + std::to_string(line_) + " of the source is not a declaration: " + shorten(statement), detail,
                    hint, line_);
    }

    // Who names a role says who may do what: a source whose last GRANT to it is gone means just that.
    void declare_role(source::RoleMade role) {
        declaration_.privileges = true;
        auto& roles = declaration_.roles;
        const auto same = [&](const DeclaredRole& known) { return known.name == role.name; };
        if (std::none_of(roles.begin(), roles.end(), same))
            roles.push_back({std::move(role.name), std::move(role.sql), line_});
    }

    void take_block(const std::string& statement) {
        const auto roles = source::roles_made_by(statement);
        if (!roles)
            refuse_declaration(statement, "Of DO blocks, a source holds only those in PL/pgSQL that do nothing but make roles.",
                               "Say CREATE ROLE where a role must be there; a role that exists is left as it is.");
        for (const source::RoleMade& role : *roles) declare_role(role);
    }

    void refuse(const Facts& facts, const std::string& statement) const {
        if (facts.verdict == Verdict::not_declaration)
            refuse_declaration(statement, "A source declares what the schema is; it holds no data, no queries, no transactions, nothing temporary and nothing of the session.");
        if (facts.verdict == Verdict::of_cluster)
            throw Error(ErrorCode::feature_not_supported, "line " + std::to_string(line_) + " of the source is about the cluster: " + shorten(statement),
                        "pg_flux manages what is in one database. Of the cluster's objects, a source only names the roles that must be there, by CREATE ROLE.",
                        "", line_);
        if (facts.verdict == Verdict::not_supported)
            throw Error(ErrorCode::feature_not_supported, "line " + std::to_string(line_) + " of the source is of a kind that is not supported yet: " + shorten(statement),
                        "This version of pg_flux cannot read such an object back, so it could not tell a difference.",
                        "", line_);
    }

    void set(const Facts& facts) {
        Environment next = declaration_.environments[environment_];
        next[facts.setting] = optional(facts.value);
        const auto known = std::find(declaration_.environments.begin(), declaration_.environments.end(), next);
        environment_ = static_cast<std::size_t>(known - declaration_.environments.begin());
        if (known == declaration_.environments.end()) declaration_.environments.push_back(std::move(next));
    }

    std::size_t environment() const { return environment_; }

    void note(const Facts& facts) {
        if (facts.created_schema != nullptr) {
            declaration_.created_schemas.emplace_back(facts.created_schema);
            name_schema(facts.created_schema);
        }
        if (facts.creates && facts.schema == nullptr) note_unqualified();
        if ((facts.creates || facts.changes_relation) && facts.schema != nullptr) name_schema(facts.schema);
        declaration_.owners |= facts.owner;
        declaration_.privileges |= facts.privileges;
        if (facts.default_privileges) declaration_.database_kinds.insert(Kind::default_privileges);
        if (facts.declares >= 0) declaration_.database_kinds.insert(static_cast<Kind>(facts.declares));
        if (facts.extension == nullptr) return;
        declaration_.database_kinds.insert(Kind::extension);
        declaration_.extensions.emplace_back(facts.extension);
    }

    // Without a search_path of the source's own, unqualified names go to the first managed schema.
    void note_unqualified() {
        const Environment& settings = declaration_.environments[environment_];
        const auto path = settings.find("search_path");
        if (path == settings.end() || !path->second)
            declaration_.unqualified = true;
        else if (const auto target = first_schema(*path->second); !target.empty())
            name_schema(target);
    }

    void name_schema(const std::string& name) {
        auto& named = declaration_.named_schemas;
        if (!schemas_.empty() && std::find(schemas_.begin(), schemas_.end(), name) == schemas_.end())
            throw Error(ErrorCode::cannot_build_source,
                        "line " + std::to_string(line_) + " of the source is about schema \"" + name +
                            "\", which this call does not manage",
                        "", "Name it among the schemas, or leave them out to manage all that the source names. For tenants, declare without schema names.", line_);
        if (std::find(named.begin(), named.end(), name) == named.end()) named.push_back(name);
    }

    const std::string& text_;
    const std::vector<std::string>& schemas_;
    Declaration declaration_;
    std::vector<Change> changes_;
    std::size_t environment_ = 0;
    std::size_t counted_ = 0;
    int line_ = 1;
};

// Dumps of the time before 9.1 switch it off. Why it counts from the first byte: one parse takes the whole text.
bool switches_standard_strings_off(std::string_view text) {
    bool named = false;
    for (const source::Token& token : source::lex(text)) {
        if (source::is_comment(token) || token.kind == source::TokenKind::op || source::is_word(text, token, "to")) continue;
        if (named && (source::is_word(text, token, "off") || source::is_word(text, token, "false"))) return true;
        named = source::is_word(text, token, "standard_conforming_strings");
    }
    return false;
}

void refuse_psql(std::string_view text) {
    const auto commands = source::unsupported_psql_commands(text);
    if (commands.empty()) return;
    const auto& first = commands.front();
    throw Error(ErrorCode::not_a_declaration,
                "line " + std::to_string(first.line) + " of the source is not a declaration: \\" + first.name,
                "psql's own commands that change what is executed have no meaning here.", "", first.line);
}

// Why: psql's \set gives an empty text where a command in backquotes fails, and a check of that finds nothing wrong. Whoever
// means it can write a comment.
void tell_empty(const std::vector<std::string>& schemas) {
    if (schemas.empty())
        throw Error(ErrorCode::invalid_parameter, "the source is empty", "",
                    "Is the file there? psql's \\set gives an empty text where a command in backquotes fails.");
    std::string names;
    for (const std::string& name : schemas) names += (names.empty() ? "" : ", ") + quote_ident(name);
    pg::warn("the source is empty: it declares that there is nothing in " + names);
}

} // namespace

std::string shorten(const std::string& statement) {
    constexpr std::size_t kLongest = 120;
    std::string line;
    for (const char c : source::without_secrets(statement)) {
        if (line.size() > kLongest && (static_cast<unsigned char>(c) & 0xC0) != 0x80) return line + " ...";
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    return line;
}

int line_of_position(const std::string& text, int position) {
    if (position <= 1) return 1;
    const int bytes = pg::call(clip, text.c_str(), static_cast<int>(text.size()), position - 1);
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + bytes, '\n'));
}

Declaration read_source(std::string_view text, const std::vector<std::string>& schemas) {
    if (text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos) tell_empty(schemas);
    refuse_psql(text);
    const std::string blanked = source::blank_psql_commands(text);
    pg::GucScope settings;
    settings.set("standard_conforming_strings", switches_standard_strings_off(blanked) ? "off" : "on");
    settings.set("backslash_quote", "safe_encoding");
    settings.set("escape_string_warning", "off");
    const pg::MemoryScope memory;
    const List* const statements = parse_source(blanked);
    Reader reader(blanked, schemas);
    for (int i = 0; i < list_length(statements); ++i) {
        pg::check_interrupts();
        reader.add(*static_cast<const RawStmt*>(list_nth(statements, i)));
    }
    Declaration declaration = reader.take();
    declaration.hash = pg::sha256_hex(text);
    return declaration;
}

} // namespace flux::shadow
