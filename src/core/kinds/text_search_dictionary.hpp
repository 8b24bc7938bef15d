// Text search dictionaries. Their options are altered in place, one by one.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct DictionaryOption {
    std::string option;
    std::string value; // as SQL text, in quotes where it needs them

    bool operator==(const DictionaryOption&) const = default;
    static constexpr auto fields() {
        return std::tuple(field("option", &DictionaryOption::option),
                          field("value", &DictionaryOption::value));
    }
};

struct TextSearchDictionary {
    std::string template_name;             // qualified
    std::vector<DictionaryOption> options; // by name

    static constexpr auto fields() {
        return std::tuple(field("template", &TextSearchDictionary::template_name),
                          field("options", &TextSearchDictionary::options));
    }
};

// Reads what the server keeps of the options: `language = 'english', "Odd" = E'a\\b', size = 7`.
std::vector<DictionaryOption> parse_dictionary_options(std::string_view text);

extern const Ops text_search_dictionary;

} // namespace flux::kinds
