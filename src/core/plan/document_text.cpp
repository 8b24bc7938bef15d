// The two printed forms of a plan.
#include <algorithm>

#include "core/plan/document.hpp"
#include "core/text/quote.hpp"

namespace flux {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string schema_list(const std::vector<std::string>& schemas) {
    std::vector<std::string> quoted;
    for (const std::string& schema : schemas) quoted.push_back(quote_ident(schema));
    return joined(quoted);
}

// Why: a name may hold a newline, and what follows it would no longer be a comment.
std::string one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string indented(const std::string& text) {
    std::string out = "   ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "   ";
    }
    return out;
}

std::string headline(const PlannedStep& step) {
    return std::to_string(step.step) + ". " + step.op + " " + one_line(step.kind) + " " + one_line(step.object);
}

std::string effects(const PlannedStep& step) {
    std::vector<std::string> parts;
    if (step.lock) parts.push_back("lock " + *step.lock);
    if (step.rewrites) parts.emplace_back("rewrites the table");
    if (step.scans) parts.emplace_back("scans the table");
    if (!step.transactional) parts.emplace_back("cannot run in a transaction");
    return joined(parts);
}

} // namespace

std::string plan_text(const PlanDocument& document) {
    if (document.steps.empty()) return "Nothing to do: " + schema_list(document.schemas) + " is as declared.\n";
    const std::size_t count = document.steps.size();
    std::string text = std::to_string(count) + (count == 1 ? " step" : " steps") + " in " + schema_list(document.schemas);
    const std::string hazards = joined(hazards_of(document.steps));
    text += hazards.empty() ? ", no hazards\n" : ", hazards: " + hazards + "\n";
    for (const PlannedStep& step : document.steps) {
        text += "\n" + headline(step) + "\n" + indented(step.sql + ";") + "\n";
        if (const std::string line = effects(step); !line.empty()) text += "   -- " + line + "\n";
        if (!step.hazards.empty()) text += "   -- HAZARD: " + joined(step.hazards) + "\n";
    }
    return text;
}

std::string plan_sql(const PlanDocument& document) {
    constexpr const char* kBegin = "BEGIN;\nSET LOCAL search_path = pg_catalog, pg_temp;\nSET LOCAL check_function_bodies = off;\n"
                                   "SET LOCAL standard_conforming_strings = on;\nSET LOCAL DateStyle = 'ISO, YMD';\n"
                                   "SET LOCAL IntervalStyle = 'postgres';\nSET LOCAL xmloption = 'content';\n";
    std::string sql = "-- Plan of pg_flux " + one_line(document.version) + " for " + one_line(schema_list(document.schemas)) +
                      "\n-- from " + one_line(document.from) + "\n-- to   " + one_line(document.to) +
                      "\n\\set ON_ERROR_STOP on\n" + kBegin;
    for (const PlannedStep& step : document.steps) {
        sql += "\n-- " + headline(step) + "\n";
        if (!step.hazards.empty()) sql += "-- HAZARD: " + one_line(joined(step.hazards)) + "\n";
        sql += step.transactional ? step.sql + ";\n" : "COMMIT;\n" + step.sql + ";\n" + kBegin;
    }
    return sql + "\nCOMMIT;\n";
}

} // namespace flux
