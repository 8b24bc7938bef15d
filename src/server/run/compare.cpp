#include "server/run/compare.hpp"

#include <algorithm>

#include "core/diff/carry_over.hpp"
#include "core/diff/merge.hpp"
#include "core/diff/twins.hpp"
#include "core/assess/assess.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/kinds/subscription.hpp"
#include "core/kinds/user_mapping.hpp"
#include "core/model/json.hpp"
#include "core/plan/undo.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/nameless.hpp"
#include "server/catalog/reader.hpp"
#include "server/catalog/unsupported.hpp"
#include "server/pg/sha256.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/pg/version.hpp"
#include "server/run/declared.hpp"
#include "server/run/encoding.hpp"
#include "server/run/extension_moves.hpp"
#include "server/run/facts.hpp"
#include "server/run/labels.hpp"
#include "server/run/lock_limit.hpp"
#include "server/run/rehearsal/rehearse.hpp"
#include "server/run/rename_hints.hpp"
#include "server/run/role.hpp"
#include "server/run/unsupported.hpp"
#include "server/run/wishes.hpp"
#include "server/shadow/shadow.hpp"

namespace flux::run {
namespace {

bool renames(const Comparison& comparison) {
    return !comparison.options.renames.empty() || !comparison.options.part_renames.empty() || !comparison.moves.empty();
}

Management management_of(const shadow::Declaration& declaration) {
    return {declaration.owners, declaration.privileges, declaration.database_kinds};
}

Plan role_steps(const shadow::Declaration& declaration) {
    Plan steps;
    for (const shadow::DeclaredRole& role : shadow::missing_roles(declaration))
        steps.push_back({.op = Op::create, .kind = "role", .object = quote_ident(role.name), .sql = role.sql});
    return steps;
}

std::vector<RenameWish> found_renames(const Comparison& comparison) {
    std::vector<RenameWish> out;
    for (auto& [from, to] : twins(comparison.live, comparison.desired))
        out.push_back({.to = to, .part = {}, .old_name = from.name, .asked = false});
    return out;
}

// Under the new names, where something is renamed or an extension moves; that is rolled back.
void read_live(Comparison& comparison, const std::vector<RenameWish>& wishes) {
    Renamed renamed;
    pg::SubTransaction subtransaction;
    if (!wishes.empty()) rename_in_catalogs(wishes, renamed);
    comparison.moves = move_extensions(comparison.desired);
    comparison.live = catalog::read_model(comparison.schemas);
    // Why not in the model: the server prints names in more places than it tells.
    if (const auto found = found_renames(comparison); !found.empty()) {
        rename_in_catalogs(found, renamed);
        comparison.live = catalog::read_model(comparison.schemas);
    }
    subtransaction.rollback();
    comparison.options.renames = std::move(renamed.objects);
    comparison.options.part_renames = std::move(renamed.parts);
}

void refuse_outside(const std::map<unsigned int, std::string>& found, const std::set<unsigned int>& before) {
    std::string names;
    for (const auto& [oid, name] : found)
        if (!before.contains(oid)) names += (names.empty() ? "" : "\n") + name;
    if (!names.empty())
        throw Error(ErrorCode::feature_not_supported,
                    "the source declares what is made of objects in schemas that are not managed", names,
                    "Manage those schemas too, or leave it to the source that does.");
}

void keep_undeclared(Comparison& comparison) {
    for (Object& object : comparison.desired.mutable_objects()) {
        const auto keep = kinds::ops(object).keep_undeclared;
        if (!keep) continue;
        if (const Object* live = comparison.live.find(object.id)) keep(object, *live);
    }
}

} // namespace

Comparison compare(const std::string& source, const Schemas& schemas, kinds::Recording* desired_rows) {
    require_utf8();
    const LockLimit limit;
    const shadow::Declaration declaration =
        shadow::read_source(source, schemas.value_or(std::vector<std::string>{}));
    Comparison comparison;
    comparison.schemas = shadow::managed_schemas(declaration, schemas);
    comparison.source_hash = declaration.hash;
    comparison.options.management = management_of(declaration);
    comparison.options.role = current_role();
    comparison.roles = role_steps(declaration);
    std::vector<std::string> unsupported;
    const auto others = catalog::nameless_outside(declaration.database_kinds, comparison.schemas);
    std::set<unsigned int> kept;
    for (const auto& [oid, name] : others) kept.insert(oid);
    shadow::with_shadow(declaration, comparison.schemas, [&](const std::vector<Address>& aside) {
        comparison.desired = declared(catalog::read_model(comparison.schemas, aside, desired_rows), declaration, comparison.schemas);
        unsupported = catalog::unsupported_objects(comparison.schemas);
        refuse_outside(catalog::nameless_outside(declaration.database_kinds, comparison.schemas), kept);
    }, kept);
    tell_unsupported(catalog::unsupported_objects(comparison.schemas), unsupported);
    Wishes wishes = wishes_of(source, comparison.desired, comparison.schemas.front());
    comparison.options.using_expressions = std::move(wishes.using_expressions);
    read_live(comparison, wishes.renames);
    keep_undeclared(comparison);
    carry_over(comparison.live, comparison.options.management, comparison.desired);
    return comparison;
}

namespace {

Plan planned(const Comparison& comparison) {
    hint_at_renames(comparison);
    Plan plan = make_plan(comparison.live, comparison.desired, comparison.options);
    keep_security_labels(comparison.live, comparison.desired, plan);
    plan.insert(plan.begin(), comparison.moves.begin(), comparison.moves.end());
    plan.insert(plan.begin(), comparison.roles.begin(), comparison.roles.end());
    return plan;
}

bool has_large(const Facts& facts) {
    return std::any_of(facts.relations.begin(), facts.relations.end(), [&](const auto& each) {
        return !each.second.empty && each.second.bytes >= facts.large_table;
    });
}

// With hazards. The answer is why it was not rehearsed, where it should have been.
std::string judge(Plan& plan, const Comparison& comparison, Rehearse when) {
    if (plan.empty()) return {};
    Facts facts = read_facts(plan, comparison.live);
    facts.owners_managed = comparison.options.management.owners;
    facts.privileges_managed = comparison.options.management.privileges;
    std::string why_not;
    if (when == Rehearse::always || has_large(facts)) why_not = rehearsal::rehearse(plan, comparison).value_or("");
    assess(plan, comparison.live, comparison.desired, facts);
    return why_not;
}

} // namespace

Plan steps_of(const Comparison& comparison) {
    Plan plan = planned(comparison);
    (void)judge(plan, comparison, Rehearse::for_dangers);
    return plan;
}

PlanDocument plan_of(const Comparison& comparison, Rehearse when) {
    PlanDocument document;
    document.version = pg::library_version();
    document.server_version = comparison.live.server_version;
    document.schemas = comparison.schemas;
    document.source_hash = comparison.source_hash;
    document.steps = planned(comparison);
    document.not_rehearsed = judge(document.steps, comparison, when);
    document.from = fingerprint(renames(comparison) ? catalog::read_model(comparison.schemas) : comparison.live);
    document.to = document.steps.empty()
                      ? document.from
                      : fingerprint(merged(comparison.live, comparison.desired, comparison.options.management));
    return document;
}

void add_undo(const Comparison& comparison, PlanDocument& document) {
    if (!comparison.moves.empty()) {
        document.no_undo = "extensions that move to another schema are not moved back";
        return;
    }
    try {
        document.undo = make_undo(comparison.live, comparison.desired, comparison.options, document.steps);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::feature_not_supported) throw;
        document.no_undo = error.what();
    }
}

namespace {

// As everybody is shown it. Why: of the options of others' user mappings and of connections, a superuser sees more, and a plan
// would not fit for who is to apply it. Before 15, subscriptions are for superusers as a whole.
Model shown_to_all(const Model& model) {
    Model out = model.filtered([&](const Object& object) { return object.id.kind != Kind::subscription || model.server_version >= 150000; });
    for (Object& object : out.mutable_objects())
        if (object.id.kind == Kind::user_mapping) object.attributes.as<kinds::UserMapping>().options.clear();
        else if (object.id.kind == Kind::subscription) object.attributes.as<kinds::Subscription>().options.clear();
    return out;
}

bool tells_more(const Object& object) { return object.id.kind == Kind::user_mapping || object.id.kind == Kind::subscription; }

} // namespace

std::string fingerprint(const Model& model) {
    const auto objects = model.objects();
    if (std::any_of(objects.begin(), objects.end(), tells_more))
        return pg::sha256_hex(model_to_json(shown_to_all(model), Detail::compared));
    return pg::sha256_hex(model_to_json(model, Detail::compared));
}

} // namespace flux::run
