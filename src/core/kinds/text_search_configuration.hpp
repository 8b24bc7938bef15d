// Text search configurations: which dictionaries look at which kind of token of a parser. Mappings are altered in
// place; another parser makes another configuration.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct TokenMapping {
    std::string token;
    std::vector<std::string> dictionaries; // qualified, in the order they are asked

    bool operator==(const TokenMapping&) const = default;
    static constexpr auto fields() {
        return std::tuple(field("token", &TokenMapping::token),
                          field("dictionaries", &TokenMapping::dictionaries));
    }
};

struct TextSearchConfiguration {
    std::string parser;                 // qualified
    std::vector<TokenMapping> mappings; // by the parser's number of the token

    static constexpr auto fields() {
        return std::tuple(field("parser", &TextSearchConfiguration::parser),
                          field("mappings", &TextSearchConfiguration::mappings));
    }
};

extern const Ops text_search_configuration;

} // namespace flux::kinds
