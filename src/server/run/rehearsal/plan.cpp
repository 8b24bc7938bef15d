// Plans. What is not rehearsed, and why, is decided here.
#include "server/run/rehearsal/rehearse.hpp"

#include <algorithm>

#include "core/diff/described.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/plan/touched.hpp"
#include "server/catalog/reader.hpp"
#include "server/pg/notice.hpp"
#include "server/run/rehearsal/copy.hpp"
#include "server/run/rehearsal/measure.hpp"
#include "server/run/settings.hpp"

namespace flux::rehearsal {
namespace {

// Of what belongs to the database: what is made of objects in schemas, so that the copy has its own.
bool is_set_aside(Kind kind) { return kind == Kind::publication || kind == Kind::cast; }

bool is_copied(Kind kind) { return !kinds::ops(kind).in_database || kind == Kind::schema || is_set_aside(kind); }

std::optional<std::string> unsuitable(const Plan& steps, const run::Comparison& comparison) {
    if (!comparison.moves.empty()) return "extensions move";
    for (const Step& step : steps) {
        if (step.holds_secret && step.secret_sql.empty()) return "a secret is needed: " + step.object;
        const auto& id = step.after ? step.after : step.before;
        if (id && !is_copied(id->kind)) return "a " + step.kind + " is shared with the live schemas: " + step.object;
    }
    return std::nullopt;
}

// The same objects under the names that they have now. Why: the live model was read as if the renames had happened.
Positions by_address(const Positions& objects, const Model& renamed, const Model& live) {
    std::map<Address, std::size_t> at;
    for (std::size_t i = 0; i < live.objects().size(); ++i) at[live.objects()[i].address] = i;
    Positions out;
    for (const std::size_t i : objects)
        if (const auto found = at.find(renamed.objects()[i].address); found != at.end()) out.insert(found->second);
    return out;
}

// Of the copy, and of what the steps create.
std::size_t count_files(const Plan& steps, const Part& part, const Model& desired) {
    return count_files(part) + static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(), [&](const Step& step) {
               const Object* const made = step.op == Op::create && step.after ? desired.find(*step.after) : nullptr;
               return made && has_files(*made);
           }));
}

class Rehearsal {
public:
    Rehearsal(Plan& steps, const run::Comparison& comparison, const Positions& copied)
        : steps_(steps), comparison_(comparison), copied_(copied) {}

    void operator()(const std::vector<Address>& aside) {
        for (Step& step : steps_) {
            if (!step.transactional) return (void)(stopped_ = step.object + ": it cannot run in a transaction");
            const Measure measure(comparison_.schemas);
            const auto failure = run(step.secret_sql.empty() ? step.sql : step.secret_sql, [&] { give(step, measure.taken()); });
            if (failure) return fails(step, *failure);
        }
        prove(aside);
    }
    const std::optional<std::string>& stopped() const { return stopped_; }

private:
    bool was_copied(const Object& object) const {
        const Object* const live = comparison_.live.find(object.id);
        return live && copied_.contains(comparison_.live.position(*live));
    }
    // What must be there after the plan: of what was copied, and all that is new.
    bool is_expected(const Object& object) const {
        return object.id.kind != Kind::schema && (was_copied(object) || !comparison_.live.find(object.id));
    }

    void prove(const std::vector<Address>& aside) {
        const Model expected = comparison_.desired.filtered([&](const Object& object) { return is_expected(object); });
        const Model built = catalog::read_model(comparison_.schemas, aside).filtered([&](const Object& object) {
            if (object.id.kind == Kind::schema) return false;
            return !object.id.schema.empty() || expected.find(object.id) || was_copied(object);
        });
        const std::string left = described(differences(built, expected, comparison_.options.management));
        if (left.empty()) return;
        stopped_ = "the copy is not as declared afterwards: " + left;
        pg::warn("the plan does not lead to what is declared", left, "An apply of it would find that too, and take all of it back.");
    }

    // Not every failure is the plan's: what is not copied may be locked by others, or be out of the caller's reach.
    void fails(const Step& step, const Failure& failure) {
        stopped_ = step.object + ": " + failure.message;
        pg::warn("the plan fails where it was rehearsed on an empty copy", *stopped_ + "\n" + step.sql);
    }

    Plan& steps_;
    const run::Comparison& comparison_;
    const Positions& copied_;
    std::optional<std::string> stopped_;
};

} // namespace

std::optional<std::string> rehearse(Plan& steps, const run::Comparison& comparison) {
    if (steps.empty()) return std::nullopt;
    if (!run::rehearsal_wanted()) return "pg_flux.rehearsal is off";
    const Positions touched = touched_by(steps, comparison.live, comparison.desired);
    const bool nothing_live = std::all_of(touched.begin(), touched.end(), [&](std::size_t i) {
        return comparison.live.objects()[i].id.kind == Kind::schema;
    });
    if (nothing_live) return "nothing is there that it could touch";
    if (auto reason = unsuitable(steps, comparison)) return reason;
    const Positions copied = with_surroundings(touched, comparison.live);
    const bool renamed = !comparison.options.renames.empty() || !comparison.options.part_renames.empty();
    std::optional<Model> before;
    if (renamed) before = catalog::read_model(comparison.schemas);
    const Model& live = before ? *before : comparison.live;
    Part part{.live = live, .objects = renamed ? by_address(copied, comparison.live, live) : copied, .schemas = comparison.schemas};
    const auto limit = static_cast<std::size_t>(run::rehearsal_limit());
    if (const std::size_t count = count_files(steps, part, comparison.desired); count > limit)
        return "it takes " + std::to_string(count) + " tables, indexes and sequences, and pg_flux.rehearsal_limit is " +
               std::to_string(limit);
    for (const Step& step : steps)
        for (const auto* id : {&step.before, &step.after})
            if (*id && is_set_aside((*id)->kind)) part.database_kinds.insert((*id)->kind);
    for (const std::size_t i : part.objects)
        if (const Kind kind = live.objects()[i].id.kind; is_set_aside(kind)) part.database_kinds.insert(kind);
    Rehearsal rehearsal(steps, comparison, copied);
    auto unbuilt = with_copy(part, [&](const std::vector<Address>& aside) { rehearsal(aside); });
    if (unbuilt) return "the copy cannot be built: " + *unbuilt;
    return rehearsal.stopped();
}

} // namespace flux::rehearsal
