#include "core/kinds/text_search_parser.hpp"

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"

namespace flux::kinds {
namespace {

std::string function_column(const char* column, const char* field) {
    return ", " + qualified_name_of("pg_proc", "pro", column) + " AS \"" + field + "\"";
}

std::string parser_query(int) {
    return named_columns("pg_ts_parser", "prs", false) + function_column("x.prsstart", "start") +
           function_column("x.prstoken", "token") + function_column("x.prsend", "end") +
           function_column("x.prslextype", "lexical_types") + function_column("x.prsheadline", "headline") +
           named_source("pg_ts_parser", "prs");
}

std::string template_query(int) {
    return named_columns("pg_ts_template", "tmpl", false) + function_column("x.tmplinit", "init") +
           function_column("x.tmpllexize", "lexize") + named_source("pg_ts_template", "tmpl");
}

Attributes read_parser(const Row& row) {
    return Attributes(read_fields<TextSearchParser>(row));
}

Attributes read_template(const Row& row) {
    return Attributes(read_fields<TextSearchTemplate>(row));
}

std::string parser_target(const Object& object) {
    return "TEXT SEARCH PARSER " + object.id.qualified();
}

std::string template_target(const Object& object) {
    return "TEXT SEARCH TEMPLATE " + object.id.qualified();
}

void create_parser(const Creation& creation, Script& script) {
    const auto& p = creation.object.as<TextSearchParser>();
    std::vector<std::string> options = {"START = " + p.start, "GETTOKEN = " + p.token, "END = " + p.end,
                                        "LEXTYPES = " + p.lexical_types};
    if (p.headline) options.push_back("HEADLINE = " + *p.headline);
    script.add(with_list("CREATE " + parser_target(creation.object), options));
}

void create_template(const Creation& creation, Script& script) {
    const auto& t = creation.object.as<TextSearchTemplate>();
    std::vector<std::string> options;
    if (t.init) options.push_back("INIT = " + *t.init);
    options.push_back("LEXIZE = " + t.lexize);
    script.add(with_list("CREATE " + template_target(creation.object), options));
}

void alter(const Alteration&, Script&) {}

} // namespace

const Ops text_search_parser = {
    .kind = Kind::text_search_parser,
    .name = "text search parser",
    .plural = "text_search_parsers",
    .query = parser_query,
    .read = read_parser,
    .target = parser_target,
    .create = create_parser,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .catalog = "pg_ts_parser",
};

const Ops text_search_template = {
    .kind = Kind::text_search_template,
    .name = "text search template",
    .plural = "text_search_templates",
    .query = template_query,
    .read = read_template,
    .target = template_target,
    .create = create_template,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .catalog = "pg_ts_template",
};

} // namespace flux::kinds
