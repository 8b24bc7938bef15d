#include "core/source/unknown.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/source/body.hpp"
#include "core/source/guard.hpp"
#include "core/source/header.hpp"
#include "core/source/lexer.hpp"
#include "core/source/tree.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

struct KindSpace {
    std::string_view kind;
    Space space;
};
constexpr std::array<KindSpace, 21> kSpaces = {{{"table", Space::relation},
                                                {"foreign table", Space::relation},
                                                {"view", Space::relation},
                                                {"materialized view", Space::relation},
                                                {"index", Space::relation},
                                                {"sequence", Space::relation},
                                                {"type", Space::type},
                                                {"domain", Space::type},
                                                {"function", Space::routine},
                                                {"procedure", Space::routine},
                                                {"aggregate", Space::routine},
                                                {"collation", Space::collation},
                                                {"statistics", Space::statistics},
                                                {"schema", Space::schema},
                                                {"extension", Space::extension},
                                                {"trigger", Space::trigger},
                                                {"policy", Space::policy},
                                                {"rule", Space::rule},
                                                {"publication", Space::publication},
                                                {"event trigger", Space::event_trigger},
                                                {"foreign data wrapper", Space::foreign_data_wrapper}}};

Name named(const Header& header, Space space) {
    Name name = name_of(space, header.name);
    if (space == Space::trigger || space == Space::policy || space == Space::rule) {
        const Name table = name_of(Space::relation, header.on);
        name.schema = table.schema;
        name.parent = table.name;
    }
    return name;
}

void take_header(Analysis& a, const Header& header) {
    const auto* found = std::find_if(kSpaces.begin(), kSpaces.end(), [&](const KindSpace& candidate) {
        return candidate.kind == header.kind;
    });
    if (found == kSpaces.end() || header.name.empty()) return;
    Name name = named(header, found->space);
    if (header.verb == Header::Verb::alter) {
        a.needs.push_back(name);
        a.alters.push_back({std::move(name), Alteration::Effect::structure, {}, {}, false});
        return;
    }
    if (name.space == Space::relation) a.defines.push_back({Space::type, name.schema, name.name, {}});
    if (name.space == Space::schema || name.space == Space::extension) a.phase = Analysis::Phase::prelude;
    a.defines.push_back(std::move(name));
}

} // namespace

Analysis analyse_unknown(std::string_view statement) {
    Analysis a;
    a.known = false;
    std::vector<Token> tokens = lex(statement, kMaxTokens);
    std::erase_if(tokens, is_comment);
    if (const std::optional<Header> header = header_of(statement, tokens)) take_header(a, *header);
    a.soft_needs = names_in_tokens(statement);
    for (const Token& token : tokens)
        if (is_identifier(token))
            a.words.push_back(identifier_value(statement, token));
        else if (token.kind == TokenKind::string)
            a.words.push_back(string_value(statement, token));
    return a;
}

} // namespace flux::source
