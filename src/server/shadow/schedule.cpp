// What to run and in which order. Separate from the build, which may need three attempts at it.
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

} // namespace

Schedule schedule(const Declaration& declaration, const std::vector<std::string>& schemas) {
    std::vector<source::Analysis> analyses;
    analyses.reserve(declaration.statements.size());
    for (const Statement& statement : declaration.statements) {
        pg::check_interrupts();
        analyses.push_back(source::analyse(statement.text));
    }
    const std::string default_schema = schemas.empty() ? "public" : schemas.front();
    const source::Order order = source::arrange(analyses, default_schema, true);
    Schedule plan{order.positions, order.foreign_keys_at, {}, {}};
    fold_enums(declaration.statements, default_schema, plan);
    return plan;
}

} // namespace flux::shadow
