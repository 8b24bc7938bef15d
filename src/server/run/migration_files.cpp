#include "server/run/migration_files.hpp"

#include <algorithm>

#include "core/source/data_loss.hpp"
#include "server/pg/sha256.hpp"
#include "server/run/as_owner.hpp"
#include "server/run/role.hpp"

namespace flux::run {
namespace {

// Of runs about one of the schemas $1 that still stand.
constexpr const char* kStands =
    " r.schemas && $1 AND r.outcome = 'done' AND NOT EXISTS (SELECT FROM pg_flux.run AS b WHERE b.undoes = r.id AND b.outcome = 'done')";

struct Known {
    std::string hash;     // of the file, where it was run
    std::string last;     // of the files that were run, the last by name
    std::string baseline; // likewise
};

Known known(const std::string& name, const std::vector<std::string>& schemas) {
    AsOwner owner;
    const Rows rows = owner.spi().query(std::string(R"(
SELECT coalesce(max(r.file_hash) FILTER (WHERE r.label = $2), ''), coalesce(max(r.label), ''),
       coalesce(max(r.label) FILTER (WHERE r.kind = 'baseline'), '')
FROM pg_flux.run AS r WHERE r.kind IN ('migrate', 'baseline') AND)") + kStands, {pg::Param::names(schemas), name});
    const auto& cells = rows.cells[0];
    return {*cells[0], *cells[1], *cells[2]};
}

std::optional<std::int64_t> number(const Rows& rows) {
    if (rows.size() == 0 || !rows.cells[0][0]) return std::nullopt;
    return std::stoll(*rows.cells[0][0]);
}

bool says_loss(const Step& step) {
    return std::any_of(step.hazards.begin(), step.hazards.end(), [](const Finding& each) { return each.hazard == Hazard::data_loss; });
}

// What was empty where the file was made may hold rows where it is run; and of what somebody else wrote nothing is known.
void add_hazards(Plan& steps, bool edited) {
    for (Step& step : steps)
        if ((edited || step.op == Op::drop) && !says_loss(step) && source::may_lose_data(step.sql))
            step.hazards.push_back(finding_of(Hazard::data_loss));
}

} // namespace

void check_statements(const Plan& steps) {
    for (const Step& step : steps)
        if (source::controls_transaction(step.sql))
            throw Error(ErrorCode::feature_not_supported, "the migration controls transactions itself", step.sql,
                        "It runs in the transaction of its caller. Leave that out.");
}

std::string file_hash(std::string_view body) { return pg::sha256_hex(hashed_text(body)); }

Migration read_file(const std::string& name, const std::string& body) {
    Migration out = read_migration(body);
    if (out.hash.empty() || out.plan.from.empty())
        throw Error(ErrorCode::invalid_parameter, "\"" + name + "\" does not say what it starts from and what it leads to", "",
                    "A file that was written by hand gets a header by pg_flux.accept.");
    if (out.hash != file_hash(body))
        throw Error(ErrorCode::fingerprint_mismatch, "migration \"" + name + "\" is not as it was made",
                    "It says that its hash is " + out.hash + ", and its text has " + file_hash(body) + ".",
                    "If it was edited on purpose: pg_flux.accept gives it a new header.");
    check_statements(out.plan.steps);
    check_statements(out.plan.undo);
    add_hazards(out.plan.steps, out.edited);
    add_hazards(out.plan.undo, out.edited);
    return out;
}

FileState state_of(const std::string& name, const std::string& body) {
    const Migration file = read_migration(body);
    const Known files = known(name, file.plan.schemas);
    if (!files.hash.empty()) return files.hash == file_hash(body) ? FileState::done : FileState::changed;
    if (name <= files.baseline) return FileState::skipped;
    if (name < files.last) return FileState::late;
    return file.hash == file_hash(body) ? FileState::pending : FileState::broken;
}

int next_number(const std::vector<std::string>& schemas) {
    AsOwner owner;
    int out = 0;
    const Rows rows = owner.spi().query("SELECT DISTINCT r.label FROM pg_flux.run AS r WHERE r.kind IN ('migrate', 'baseline') AND" +
                                        std::string(kStands), {pg::Param::names(schemas)});
    for (const auto& cells : rows.cells) out = std::max(out, migration_number(*cells[0]));
    return out + 1;
}

std::optional<std::int64_t> run_of(const std::string& name, const std::vector<std::string>& schemas) {
    AsOwner owner;
    return number(owner.spi().query("SELECT max(r.id) FROM pg_flux.run AS r WHERE r.kind = 'migrate' AND r.label = $2 AND" +
                                        std::string(kStands), {pg::Param::names(schemas), name}));
}

std::optional<std::int64_t> newest_run(const std::vector<std::string>& schemas) {
    const std::string role = current_role();
    AsOwner owner;
    return number(owner.spi().query("SELECT max(r.id) FROM pg_flux.run AS r WHERE (r.kind = 'migrate' OR r.role = $2::name AND "
                                    "r.kind NOT IN ('rollback', 'baseline')) AND" +
                                        std::string(kStands), {pg::Param::names(schemas), role}));
}

} // namespace flux::run
