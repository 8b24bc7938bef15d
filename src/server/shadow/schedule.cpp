// What to run and in which order. Separate from the build, which may need three attempts at it.
#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>

#include "core/source/order.hpp"
#include "core/source/resolve.hpp"
#include "server/pg/interrupts.hpp"
#include "server/shadow/build.hpp"

namespace flux::shadow {

namespace {

// A source's own search_path where it changes: the declaration keeps settings apart from the statements, while the order
// asks what unqualified names mean.
std::optional<std::string> search_path_of(const Declaration& declaration, std::size_t environment) {
    const Environment& settings = declaration.environments[environment];
    const auto path = settings.find("search_path");
    return path == settings.end() ? std::nullopt : path->second;
}

source::Analysis setting_of(const std::optional<std::string>& path) {
    source::Analysis analysis;
    analysis.setting = source::Setting{"search_path", {}};
    if (path) analysis.setting->values.push_back(*path);
    return analysis;
}

struct Analysed {
    std::vector<source::Analysis> analyses;
    std::vector<std::optional<std::size_t>> statements; // nullopt for settings

    // Notes a change of the search_path before a statement; `path` is the one before.
    void enter(const Declaration& declaration, std::size_t statement, std::optional<std::string>& path) {
        auto here = search_path_of(declaration, declaration.statements[statement].environment);
        if (here == path) return;
        path = std::move(here);
        analyses.push_back(setting_of(path));
        statements.push_back(std::nullopt);
    }
};

Analysed analyse_all(const Declaration& declaration) {
    Analysed all;
    std::optional<std::string> path;
    for (std::size_t i = 0; i < declaration.statements.size(); ++i) {
        pg::check_interrupts();
        all.enter(declaration, i, path);
        all.analyses.push_back(source::analyse(declaration.statements[i].text));
        all.statements.push_back(i);
    }
    return all;
}

// CREATE TYPE … AS ENUM and what changes its labels, as the resolver of names takes them.
source::Analysis enum_statement(const Statement& statement) {
    source::Analysis analysis;
    const source::Name type{source::Name::Space::type, statement.enum_schema, statement.enum_name, {}};
    (statement.creates_enum ? analysis.defines : analysis.needs).push_back(type);
    return analysis;
}

Analysed enums_of(const Declaration& declaration) {
    Analysed all;
    std::optional<std::string> path;
    for (std::size_t i = 0; i < declaration.statements.size(); ++i) {
        if (declaration.statements[i].enum_name.empty()) continue;
        all.enter(declaration, i, path);
        all.analyses.push_back(enum_statement(declaration.statements[i]));
        all.statements.push_back(i);
    }
    return all;
}

// The CREATE that a change is about: the last one before it, since a name may live several times, else the first.
std::size_t create_for(const std::vector<std::size_t>& creates, std::size_t change) {
    const auto after = std::upper_bound(creates.begin(), creates.end(), change);
    return after == creates.begin() ? *after : *std::prev(after);
}

void fold_enums(const Declaration& declaration, const std::string& default_schema, Schedule& plan) {
    plan.enum_changes.resize(declaration.statements.size());
    plan.folded.resize(declaration.statements.size());
    const Analysed enums = enums_of(declaration);
    const source::Resolver names(enums.analyses, default_schema);
    std::map<source::NameId, std::vector<std::size_t>> creates;
    for (std::size_t i = 0; i < enums.analyses.size(); ++i)
        for (const source::Name& name : enums.analyses[i].defines)
            creates[names.defined(i, name)].push_back(*enums.statements[i]);
    for (std::size_t i = 0; i < enums.analyses.size(); ++i)
        for (const source::Name& name : enums.analyses[i].needs)
            if (const auto id = names.used(i, name)) {
                const std::size_t change = *enums.statements[i];
                plan.enum_changes[create_for(creates.at(*id), change)].push_back(change);
                plan.folded[change] = true;
            }
}

std::string default_schema_of(const std::vector<std::string>& schemas) {
    return schemas.empty() ? "public" : schemas.front();
}

} // namespace

Schedule as_written(const Declaration& declaration, const std::vector<std::string>& schemas) {
    Schedule plan;
    plan.order.resize(declaration.statements.size());
    std::iota(plan.order.begin(), plan.order.end(), std::size_t{0});
    plan.foreign_keys_at = plan.order.size();
    plan.constraints_need_keys = true;
    fold_enums(declaration, default_schema_of(schemas), plan);
    return plan;
}

Schedule arranged(const Declaration& declaration, const std::vector<std::string>& schemas) {
    const Analysed all = analyse_all(declaration);
    const std::string default_schema = default_schema_of(schemas);
    const source::Order order = source::arrange(all.analyses, default_schema, true);
    Schedule plan;
    for (std::size_t i = 0; i < order.positions.size(); ++i) {
        if (i == order.foreign_keys_at) plan.foreign_keys_at = plan.order.size();
        if (const auto& statement = all.statements[order.positions[i]]) plan.order.push_back(*statement);
    }
    if (order.foreign_keys_at >= order.positions.size()) plan.foreign_keys_at = plan.order.size();
    fold_enums(declaration, default_schema, plan);
    return plan;
}

} // namespace flux::shadow
