#include "core/kinds/text_search_dictionary.hpp"

#include <algorithm>

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return named_columns("pg_ts_dict", "dict") + ", " +
           qualified_name_of("pg_ts_template", "tmpl", "x.dicttemplate") +
           " AS template, x.dictinitoption AS options" + named_source("pg_ts_dict", "dict");
}

Attributes read(const Row& row) {
    return Attributes(TextSearchDictionary{row.at("template").value_or(""),
                                           parse_dictionary_options(row.at("options").value_or(""))});
}

std::string target(const Object& object) {
    return "TEXT SEARCH DICTIONARY " + object.id.qualified();
}

std::string option_text(const DictionaryOption& option) {
    return quote_ident(option.option) + " = " + option.value;
}

void create(const Creation& creation, Script& script) {
    const auto& d = creation.object.as<TextSearchDictionary>();
    std::vector<std::string> options = {"TEMPLATE = " + d.template_name};
    for (const DictionaryOption& option : d.options) options.push_back(option_text(option));
    script.add(with_list("CREATE " + target(creation.object), options));
}

void alter(const Alteration& alteration, Script& script) {
    const auto& from = alteration.from.as<TextSearchDictionary>().options;
    const auto& to = alteration.to.as<TextSearchDictionary>().options;
    if (alteration.changes.has("template") || !alteration.changes.take("options")) return;
    std::vector<std::string> changes;
    for (const DictionaryOption& option : to)
        if (std::find(from.begin(), from.end(), option) == from.end()) changes.push_back(option_text(option));
    for (const DictionaryOption& option : from) {
        const auto same = [&](const DictionaryOption& other) { return other.option == option.option; };
        if (std::none_of(to.begin(), to.end(), same)) changes.push_back(quote_ident(option.option));
    }
    script.add(with_list("ALTER " + target(alteration.to), changes));
}

// The text of what stands in quotes at `at`, doubled ones undone; `at` moves past it.
std::string take_quoted(std::string_view text, std::size_t& at, char quote, bool escapes) {
    const std::size_t start = at++;
    for (; at < text.size(); ++at) {
        if (escapes && text[at] == '\\')
            ++at;
        else if (text[at] == quote && at + 1 < text.size() && text[at + 1] == quote)
            ++at;
        else if (text[at] == quote)
            break;
    }
    at = std::min(at + 1, text.size());
    return std::string(text.substr(start, at - start));
}

std::string without_quotes(const std::string& text) {
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        out += text[i];
        if (text[i] == '"') ++i;
    }
    return out;
}

std::string take_name(std::string_view text, std::size_t& at) {
    if (text[at] == '"') return without_quotes(take_quoted(text, at, '"', false));
    const std::size_t start = at;
    at = std::min(text.find(' ', at), text.size());
    return std::string(text.substr(start, at - start));
}

std::string take_value(std::string_view text, std::size_t& at) {
    if (text[at] == '\'') return take_quoted(text, at, '\'', false);
    if (text[at] == 'E' && at + 1 < text.size() && text[at + 1] == '\'') {
        ++at;
        return "E" + take_quoted(text, at, '\'', true);
    }
    const std::size_t start = at;
    at = std::min(text.find(',', at), text.size());
    return std::string(text.substr(start, at - start));
}

} // namespace

std::vector<DictionaryOption> parse_dictionary_options(std::string_view text) {
    std::vector<DictionaryOption> out;
    std::size_t at = 0;
    const auto skip = [&](std::string_view what) {
        at = std::min(text.find_first_not_of(what, at), text.size());
    };
    for (skip(" "); at < text.size(); skip(", ")) {
        DictionaryOption option;
        option.option = take_name(text, at);
        skip(" =");
        if (at < text.size()) option.value = take_value(text, at);
        out.push_back(std::move(option));
    }
    std::sort(out.begin(), out.end(),
              [](const DictionaryOption& a, const DictionaryOption& b) { return a.option < b.option; });
    return out;
}

const Ops text_search_dictionary = {
    .kind = Kind::text_search_dictionary,
    .name = "text search dictionary",
    .plural = "text_search_dictionaries",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .catalog = "pg_ts_dict",
};

} // namespace flux::kinds
