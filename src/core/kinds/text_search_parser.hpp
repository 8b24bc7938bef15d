// Text search parsers and templates: names for functions that superusers wrote in C. PostgreSQL alters nothing of
// them but names, and they have no owner.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct TextSearchParser {
    std::string start, token, end, lexical_types; // functions, qualified
    std::optional<std::string> headline;

    static constexpr auto fields() {
        return std::tuple(field("start", &TextSearchParser::start), field("token", &TextSearchParser::token),
                          field("end", &TextSearchParser::end),
                          field("lexical_types", &TextSearchParser::lexical_types),
                          field("headline", &TextSearchParser::headline));
    }
};

struct TextSearchTemplate {
    std::optional<std::string> init;
    std::string lexize;

    static constexpr auto fields() {
        return std::tuple(field("init", &TextSearchTemplate::init),
                          field("lexize", &TextSearchTemplate::lexize));
    }
};

extern const Ops text_search_parser;
extern const Ops text_search_template;

} // namespace flux::kinds
