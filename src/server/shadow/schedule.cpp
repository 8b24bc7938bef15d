// What to run and in which order. Separate from the build, which may need three attempts at it.
#include <numeric>
#include <optional>
#include <string>

#include "core/source/order.hpp"
#include "server/pg/interrupts.hpp"
#include "server/shadow/build.hpp"

namespace flux::shadow {

namespace {

bool same_enum(const Statement& a, const Statement& b, const std::string& default_schema) {
    const std::string& left = a.enum_schema.empty() ? default_schema : a.enum_schema;
    const std::string& right = b.enum_schema.empty() ? default_schema : b.enum_schema;
    return a.enum_name == b.enum_name && left == right;
}

void fold_enums(const std::vector<Statement>& statements, const std::string& default_schema, Schedule& plan) {
    plan.enum_changes.resize(statements.size());
    plan.folded.resize(statements.size());
    for (std::size_t change = 0; change < statements.size(); ++change) {
        if (statements[change].enum_name.empty() || statements[change].creates_enum) continue;
        for (std::size_t create = 0; create < statements.size(); ++create)
            if (statements[create].creates_enum &&
                same_enum(statements[create], statements[change], default_schema)) {
                plan.enum_changes[create].push_back(change);
                plan.folded[change] = true;
                break;
            }
    }
}

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
};

Analysed analyse_all(const Declaration& declaration) {
    Analysed all;
    std::optional<std::string> path;
    for (std::size_t i = 0; i < declaration.statements.size(); ++i) {
        pg::check_interrupts();
        if (auto here = search_path_of(declaration, declaration.statements[i].environment); here != path) {
            path = std::move(here);
            all.analyses.push_back(setting_of(path));
            all.statements.push_back(std::nullopt);
        }
        all.analyses.push_back(source::analyse(declaration.statements[i].text));
        all.statements.push_back(i);
    }
    return all;
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
    fold_enums(declaration.statements, default_schema_of(schemas), plan);
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
    fold_enums(declaration.statements, default_schema, plan);
    return plan;
}

} // namespace flux::shadow
