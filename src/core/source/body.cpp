#include "core/source/body.hpp"

#include <algorithm>

#include "core/source/lexer.hpp"
#include "core/source/pg_query.hpp"
#include "core/source/references.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

// A guess is made of so many tokens; what comes after them in a text that no parser takes, it does not see.
constexpr std::size_t kMaxGuesses = 20'000;

// The query text of one PLpgSQL_expr: a statement, an expression, or an assignment (x := y).
void take_query(const std::string& query, std::vector<Name>& names) {
    std::optional<Document> tree = parse_json(query);
    if (!tree) tree = parse_json("SELECT " + query);
    if (!tree)
        if (const std::size_t assigned = query.find(":="); assigned != std::string::npos)
            tree = parse_json("SELECT " + query.substr(assigned + 2));
    if (tree) return collect_references(tree->root(), names);
    const std::vector<Name> guessed = names_in_tokens(query);
    names.insert(names.end(), guessed.begin(), guessed.end());
}

// A declared type as the PL/pgSQL parser prints it: s.t%ROWTYPE, t.c%TYPE, s.t[].
void take_declared_type(std::string_view declared, std::vector<Name>& names) {
    const std::size_t percent = declared.find('%');
    const bool of_column = percent != std::string_view::npos && to_lower(declared.substr(percent)) == "%type";
    std::vector<std::string> parts = qualified_name(declared.substr(0, declared.find_first_of("%[(")));
    if (parts.empty()) return;
    if (of_column && parts.size() > 1) parts.pop_back();
    if (parts.size() > 1 && parts[parts.size() - 2] == "pg_catalog") return;
    names.push_back(name_of(percent == std::string_view::npos ? Space::type : Space::relation, parts));
}

void take_plpgsql(Tree functions, std::vector<Name>& names) {
    for_each_below(functions, [&](Tree node) {
        if (!node.is_string()) return;
        if (node.key() == "query")
            take_query(std::string(node.text()), names);
        else if (node.key() == "typname")
            take_declared_type(node.text(), names);
    });
}

std::vector<Name> finished(std::vector<Name> names) {
    sort_unique(names);
    return names;
}

std::vector<Name> names_in_sql(std::string_view body) {
    const std::optional<Document> tree = parse_json(body);
    if (!tree) return names_in_tokens(body);
    std::vector<Name> names;
    collect_references(tree->root(), names);
    return finished(std::move(names));
}

} // namespace

std::vector<Name> names_in_body(std::string_view language, std::string_view body,
                                std::string_view definition) {
    const std::string lower = to_lower(language);
    if (lower == "sql") return names_in_sql(body);
    if (lower != "plpgsql") return {};
    const std::optional<Document> functions = definition.empty() ? std::nullopt : parse_plpgsql(definition);
    if (!functions) return names_in_tokens(body);
    std::vector<Name> names;
    take_plpgsql(functions->root(), names);
    return finished(std::move(names));
}

std::vector<Name> names_in_tokens(std::string_view sql) {
    std::vector<Token> tokens = lex(sql, kMaxGuesses);
    std::erase_if(tokens, is_comment);
    std::vector<Name> names;
    for (std::size_t i = 0; i < tokens.size(); i++) {
        if (!is_identifier(tokens[i])) continue;
        std::vector<std::string> parts{identifier_value(sql, tokens[i])};
        while (i + 2 < tokens.size() && is_punctuation(sql, tokens[i + 1], '.') &&
               is_identifier(tokens[i + 2])) {
            parts.push_back(identifier_value(sql, tokens[i + 2]));
            i += 2;
        }
        for (const Space space : {Space::relation, Space::type, Space::routine}) {
            names.push_back(name_of(space, parts));
            if (parts.size() > 1) // table.column, or a record's field
                names.push_back({space, {}, parts.front(), {}});
            if (parts.size() > 2) // schema.table.column%TYPE
                names.push_back({space, parts[0], parts[1], {}});
        }
    }
    return finished(std::move(names));
}

} // namespace flux::source
