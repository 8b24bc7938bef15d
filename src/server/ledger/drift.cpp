#include "server/ledger/drift.hpp"

#include <algorithm>
#include <map>

#include "core/diff/hand_renames.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/ignore.hpp"
#include "server/catalog/reader.hpp"
#include "server/ledger/attribution.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/version.hpp"
#include "server/run/baseline.hpp"
#include "server/run/encoding.hpp"
#include "server/run/lock_limit.hpp"
#include "server/run/repair.hpp"
#include "server/run/role.hpp"
#include "server/run/writable.hpp"

namespace flux::ledger {
namespace {

using run::Baseline;
using run::Comparison;

struct Live {
    Model model;
    kinds::Recording rows;
};

int major(int version) { return version / 10000; }

// Printed by the same code, so that texts can be compared.
bool is_comparable(const Baseline& baseline, const Live& live) {
    return major(baseline.server_version) == major(live.model.server_version) && baseline.version == pg::library_version();
}

Live read_live(const std::vector<Baseline>& baselines) {
    std::vector<std::string> schemas;
    for (const Baseline& each : baselines)
        for (const auto& [part, model] : each.parts)
            if (!part.schema.empty()) schemas.push_back(part.schema);
    Live live;
    live.model = catalog::read_model(schemas, {}, &live.rows).filtered(run::is_shown);
    return live;
}

// What of the live model each baseline speaks of, in one pass over it.
std::vector<Model> shares(const Model& live, const std::vector<Baseline>& baselines) {
    std::map<kinds::Part, std::size_t> owners;
    for (std::size_t i = 0; i < baselines.size(); ++i)
        for (const auto& [part, model] : baselines[i].parts) owners[part] = i;
    std::vector<std::size_t> owner, position;
    std::vector<std::vector<Object>> objects(baselines.size());
    for (const Object& object : live.objects()) {
        const auto at = owners.find(kinds::part_of(object));
        owner.push_back(at == owners.end() ? baselines.size() : at->second);
        position.push_back(owner.back() < baselines.size() ? objects[owner.back()].size() : 0);
        if (owner.back() < baselines.size()) objects[owner.back()].push_back(object);
    }
    std::vector<std::vector<Dependency>> dependencies(baselines.size());
    for (const Dependency& each : live.dependencies())
        if (owner[each.from] == owner[each.on] && owner[each.from] < baselines.size())
            dependencies[owner[each.from]].push_back({position[each.from], each.facet, position[each.on]});
    std::vector<Model> out;
    for (std::size_t i = 0; i < baselines.size(); ++i) {
        Model& model = out.emplace_back(std::move(objects[i]));
        model.set_dependencies(std::move(dependencies[i]));
        model.server_version = live.server_version;
        model.server_default_privileges = live.server_default_privileges;
    }
    for (OutsideDependent each : live.outside_dependents)
        if (const std::size_t at = owner[each.on]; at < baselines.size()) {
            each.on = position[each.on];
            out[at].outside_dependents.push_back(std::move(each));
        }
    return out;
}

// Why: to build a source is to run what it calls, and whoever calls drift() asks for the baselines of others too. No error:
// one such baseline would hide the drift of all others.
bool is_for_others(const Baseline& baseline) {
    if (baseline.role == run::current_role()) return false;
    std::string schemas;
    for (const std::string& schema : baseline.schemas) schemas += (schemas.empty() ? "" : ", ") + quote_ident(schema);
    pg::warn("the baseline of " + (schemas.empty() ? "the database" : schemas) + " is not compared",
             "Another version of PostgreSQL or pg_flux has taken it, so that its source would have to be built, which nobody but role " +
                 quote_ident(baseline.role) + " can ask for.",
             "Let the owner of the schemas call pg_flux.adopt or apply the source again.");
    return true;
}

Comparison compare_with_source(const Baseline& baseline) {
    if (baseline.source.empty())
        throw Error(ErrorCode::object_not_in_prerequisite_state, "a baseline was taken by another version and has no source",
                    "", "Take a new one with pg_flux.adopt.");
    run::require_writable("pg_flux.drift() on a baseline of another version");
    Comparison out = run::compare(baseline.source, baseline.schemas);
    out.options.management = baseline.management;
    return out;
}

Comparison compare_with_baseline(const Baseline& baseline, Model&& live, const kinds::Recording& rows) {
    std::vector<std::string> parts;
    for (const auto& [part, model] : baseline.parts) parts.push_back(model);
    Comparison out;
    out.schemas = baseline.schemas;
    out.source_hash = baseline.source_hash;
    out.options.management = baseline.management;
    out.options.role = run::current_role();
    kinds::Recording before;
    out.desired = catalog::without_ignored(kinds::read_parts(parts, before).filtered(run::is_shown));
    out.live = std::move(live);
    if (baseline.same_database) {
        out.options.renames = hand_renames(out.live, out.desired);
        if (!out.options.renames.empty())
            out.live = with_names_before({out.live, rows}, {out.desired, before}, out.options.renames);
    }
    for (Object& object : out.desired.mutable_objects())
        if (const auto keep = kinds::ops(object).keep_undeclared)
            if (const Object* there = out.live.find(object.id)) keep(object, *there);
    return out;
}

} // namespace

std::vector<Drift> drift(const std::optional<std::vector<std::string>>& schemas) {
    run::require_utf8();
    const run::LockLimit limit;
    const std::vector<Baseline> baselines = run::baselines(schemas);
    const Live live = read_live(baselines);
    std::vector<Model> parts = shares(live.model, baselines);
    std::vector<Drift> out;
    for (std::size_t i = 0; i < baselines.size(); ++i) {
        const bool comparable = is_comparable(baselines[i], live);
        if (!comparable && is_for_others(baselines[i])) continue;
        const Comparison comparison = comparable
                                          ? compare_with_baseline(baselines[i], std::move(parts[i]), live.rows)
                                          : compare_with_source(baselines[i]);
        std::vector<run::Finding> findings = run::findings(comparison);
        if (findings.empty()) continue;
        const auto repairs = run::repairs(comparison, findings);
        const auto authors = authors_of(comparison, findings, baselines[i].at);
        for (std::size_t f = 0; f < findings.size(); ++f) out.push_back({std::move(findings[f]), authors[f], repairs[f]});
    }
    return out;
}

} // namespace flux::ledger
