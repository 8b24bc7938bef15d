#include "core/facts/default_kind.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/source/pg_query.hpp"

namespace flux::facts {
namespace {

using source::Tree;

template <std::size_t count> bool in(const std::array<std::string_view, count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 4> kTimes = {"now", "clock_timestamp", "statement_timestamp", "transaction_timestamp"};
constexpr std::array<std::string_view, 6> kUuids = {"gen_random_uuid", "uuid_generate_v1", "uuid_generate_v4",
                                                    "uuid_generate_v1mc", "uuidv4", "uuidv7"};
constexpr std::array<std::string_view, 5> kClockWords = {"SVFOP_CURRENT_DATE", "SVFOP_CURRENT_TIMESTAMP", "SVFOP_CURRENT_TIMESTAMP_N",
                                                         "SVFOP_LOCALTIMESTAMP", "SVFOP_CURRENT_TIME"};

std::string kind_of_call(Tree call) {
    const auto names = source::strings(source::field(call, "funcname"));
    const std::string name = names.empty() ? "" : names.back();
    if (name == "nextval") return "sequence";
    if (in(kTimes, name)) return "now";
    return in(kUuids, name) ? "uuid" : "expression";
}

std::string kind_of(Tree node) {
    while (source::tag(node) == "TypeCast") node = source::field(source::untagged(node), "arg");
    const std::string_view kind = source::tag(node);
    if (kind == "A_Const") return "constant";
    if (kind == "FuncCall") return kind_of_call(source::untagged(node));
    if (kind == "SQLValueFunction" && in(kClockWords, source::text(source::untagged(node), "op"))) return "now";
    if (kind == "A_ArrayExpr" && source::field(source::untagged(node), "elements").empty()) return "constant";
    return "expression";
}

} // namespace

std::string default_kind(const std::string& expression) {
    const auto document = source::parse_json("SELECT " + expression);
    if (!document) return "expression";
    const Tree statement = source::field(source::field(document->root(), "stmts").front(), "stmt");
    const Tree targets = source::field(source::untagged(statement), "targetList");
    return targets.size() == 1 ? kind_of(source::field(source::untagged(targets.front()), "val")) : "expression";
}

} // namespace flux::facts
