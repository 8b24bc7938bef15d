#include "core/plan/planner.hpp"

#include <algorithm>
#include <array>

#include "core/plan/common.hpp"
#include "core/plan/items.hpp"
#include "core/plan/order.hpp"
#include "core/plan/rename_steps.hpp"

namespace flux {
namespace {

// Writes the statements of each item, slot by slot, for an order that is found already.
class Writer {
public:
    Writer(const Model& live, const Model& desired, const PlanOptions& options, const Items& items,
           const Ordering& ordering)
        : live_(live), desired_(desired), options_(options), items_(items), ordering_(ordering),
          parts_(items.all().size()), scripts_(items.all().size()) {
        for (std::size_t i = 0; i < items.all().size(); ++i)
            if (ordering.created_with_parent(i)) parts_[items.new_parent(i)].push_back(items[i].to);
        for (std::size_t i = 0; i < items.all().size(); ++i) write(i);
        spare_what_is_saved();
    }

    Plan plan() const {
        Plan out = rename_steps(options_, live_);
        for (const Task& task : *ordering_.tasks())
            for (const Statement& statement : scripts_[task.item][static_cast<std::size_t>(task.slot)])
                append(items_[task.item], statement, out);
        return out;
    }

private:
    using Slots = std::array<std::vector<Statement>, kSlots>;

    void write(std::size_t i) {
        const Item& item = items_[i];
        if (item.releases()) write_release(i);
        if (item.builds()) write_build(i);
        if (item.action == Action::alter) write_alter(i);
        if (item.to && options_.emptied.contains({std::string(kinds::ops(*item.to).name), item.to->id.text()}))
            mark_emptied(i);
    }

    // At the first statement that makes the new form.
    void mark_emptied(std::size_t i) {
        for (const Slot each : {Slot::build, Slot::late, Slot::cleanup})
            if (auto& statements = slot(i, each); !statements.empty())
                return statements.front().effects.hazards.push_back(Hazard::data_not_restored);
    }

    void write_release(std::size_t i) {
        const Item& item = items_[i];
        const kinds::Ops& ops = kinds::ops(*item.from);
        Script script;
        if (ordering_.default_goes_first(i)) ops.drop_default(*item.from, script);
        if (ops.names_itself && ops.names_itself(*item.from)) refuse_to_take_along(i);
        if (!item.carried() && !ordering_.dropped_with_another(i)) {
            if (item.rows)
                keep_rows(i, script);
            else if (item.set_aside)
                set_aside(item, script);
            else if (item.alone)
                ops.drop_alone(*item.from, script);
            else
                ops.drop(*item.from, script);
        }
        if (ordering_.dropped_with_another(i) && item.within != Items::kNone) keep_rows(i, script);
        if (item.action == Action::replace && !item.set_aside && !ops.replace_loses_data)
            for (Statement& statement : script.statements()) std::erase(statement.effects.hazards, Hazard::data_loss);
        for (Statement& statement : script.statements())
            slot(i, slot_of_release(statement.effects.phase)).push_back(std::move(statement));
    }

    // A sequence whose count another one takes over goes without a loss.
    void spare_what_is_saved() {
        std::set<Identity> saved;
        for (const Slots& slots : scripts_)
            for (const auto& statements : slots)
                for (const Statement& statement : statements)
                    if (statement.effects.saves) saved.insert(*statement.effects.saves);
        for (std::size_t i = 0; i < scripts_.size(); ++i)
            if (items_[i].action == Action::drop && saved.contains(items_[i].from->id))
                for (auto& statements : scripts_[i])
                    for (Statement& statement : statements) std::erase(statement.effects.hazards, Hazard::data_loss);
    }

    // Where a type of another kind takes the name, what that cannot hold of a value is cut off by the cast, and nobody else tells.
    static void set_aside(const Item& item, Script& script) {
        kinds::ops(*item.from).set_aside(*item.from, item.to != nullptr ? *item.to : *item.from, script);
        if (item.to == nullptr) script.statements().front().effects.hazards = {Hazard::data_loss};
    }

    static Slot slot_of_release(Phase phase) {
        if (phase == Phase::rows) return Slot::rows;
        return phase == Phase::cleanup ? Slot::cleanup : Slot::release;
    }

    void keep_rows(std::size_t i, Script& script) {
        const Item& item = items_[i];
        const std::set<std::string> rebuilt = items_.rebuilt_columns(i);
        kinds::ops(*item.from).keep_rows({.from = *item.from,
                                          .to = item.to,
                                          .live = live_,
                                          .desired = desired_,
                                          .within = item.within != Items::kNone,
                                          .using_expressions = options_.using_expressions,
                                          .rebuilt = rebuilt},
                                         script);
    }

    // The DROP of such a type says CASCADE, which must reach nothing but its own functions.
    void refuse_to_take_along(std::size_t type) const {
        std::string names;
        for (const OutsideDependent& dependent : live_.outside_dependents) {
            const std::size_t on = items_.of_live(dependent.on);
            if (on == Items::kNone || (on != type && !ordering_.dropped_with(on, type))) continue;
            names += (names.empty() ? "" : "\n") + dependent.identity;
        }
        if (!names.empty())
            throw Error(ErrorCode::feature_not_supported,
                        "what is not managed depends on " + items_[type].from->id.text() + ", which must be dropped", names,
                        "Drop that by hand first, or manage its schema too.");
    }

    void write_build(std::size_t i) {
        const Item& item = items_[i];
        const kinds::Ops& ops = kinds::ops(*item.to);
        if (!item.carried() && !ordering_.created_with_parent(i)) {
            std::vector<const Object*> parts = sorted_parts(i), without_default;
            for (const Object* part : parts) add_if_cut(*part, without_default);
            add_if_cut(*item.to, without_default);
            Script script;
            ops.create({.object = *item.to, .parts = parts, .model = desired_, .live = live_, .without_default = without_default},
                       script);
            keep(i, script);
        }
        if (item.carried()) alter_carried(i);
        if (ordering_.default_is_cut(i)) {
            Script script;
            ops.set_default(*item.to, script);
            for (Statement& statement : script.statements()) slot(i, Slot::default_value).push_back(std::move(statement));
        }
        Script script;
        create_common(as_created(*item.to), wanted(item), script);
        keep_column_privileges(as_created(*item.to), wanted(item), desired_, script);
        keep(i, script);
    }

    // The carrier's statement made the object as the carrier is.
    void alter_carried(std::size_t i) {
        const Item& item = items_[i];
        Object made = *item.to;
        made.attributes = items_[item.carrier].to->attributes;
        Script script;
        if (!items_.alter({.from = &made, .to = item.to}, script))
            throw Error(ErrorCode::feature_not_supported,
                        item.to->id.text() + " cannot differ from " + items_[item.carrier].to->id.text());
        keep(i, script);
    }

    void write_alter(std::size_t i) {
        const Item& item = items_[i];
        Script script;
        if (!item.carried() && !items_.alter(item, script))
            throw Error(ErrorCode::internal, "an alteration of " + item.to->id.text() + " was forgotten");
        alter_common(*item.from, wanted(item), script);
        keep_column_privileges(*item.from, wanted(item), desired_, script);
        keep(i, script);
    }

    std::vector<const Object*> sorted_parts(std::size_t i) const {
        std::vector<const Object*> parts = parts_[i];
        std::stable_sort(parts.begin(), parts.end(), [](const Object* a, const Object* b) {
            if (a->id.kind != b->id.kind) return a->id.kind < b->id.kind;
            const auto position = kinds::ops(*a).position;
            return position ? position(*a) < position(*b) : a->id < b->id;
        });
        return parts;
    }

    void add_if_cut(const Object& object, std::vector<const Object*>& out) const {
        const std::size_t item = items_.of_desired(desired_.position(object));
        if (item != Items::kNone && ordering_.default_is_cut(item)) out.push_back(&object);
    }

    // What the server makes of an object's owner, comment and privileges before anyone says otherwise.
    Object as_created(const Object& object) const {
        Object out;
        out.id = object.id;
        if (!object.owner.empty()) out.owner = options_.role;
        if (object.privileges)
            out.privileges =
                initial_privileges(live_, kinds::ops(object).acl_type, object.id.schema, options_.role);
        return out;
    }

    // The desired object; where owners or privileges are not declared, those that it has, or gets by itself.
    Object wanted(const Item& item) const {
        Object out = *item.to;
        const Object have = item.from ? *item.from : as_created(*item.to);
        if (!options_.management.owners) out.owner = have.owner;
        if (!options_.management.privileges) out.privileges = have.privileges;
        return out;
    }

    std::vector<Statement>& slot(std::size_t i, Slot slot) { return scripts_[i][static_cast<std::size_t>(slot)]; }

    void keep(std::size_t i, Script& script) {
        static constexpr std::array kSlotOf = {Slot::release, Slot::early, Slot::build,
                                               Slot::late,    Slot::rows,  Slot::cleanup};
        for (Statement& statement : script.statements())
            slot(i, kSlotOf[static_cast<std::size_t>(statement.effects.phase)]).push_back(std::move(statement));
    }

    static Op op_of(Action action) {
        static constexpr std::array ops = {Op::create, Op::alter, Op::replace, Op::drop};
        return ops[static_cast<std::size_t>(action)];
    }

    static void append(const Item& item, const Statement& statement, Plan& out) {
        Step step = step_of(statement.op_is_set ? statement.op : op_of(item.action), item.object(), statement);
        if (item.from) step.before = item.from->id;
        if (item.to) step.after = item.to->id;
        out.push_back(std::move(step));
    }

    const Model& live_;
    const Model& desired_;
    const PlanOptions& options_;
    const Items& items_;
    const Ordering& ordering_;
    std::vector<std::vector<const Object*>> parts_;
    std::vector<Slots> scripts_;
};

// Objects on a cycle that could as well be dropped and created: that frees what ties them.
bool force_replacement(const Items& items, const std::set<std::size_t>& stuck, std::set<Identity>& forced) {
    bool progress = false;
    for (const std::size_t i : stuck) {
        const Item& item = items[i];
        const kinds::Ops& ops = kinds::ops(item.object());
        const bool replaceable = item.action == Action::alter && !ops.replace_loses_data;
        if (replaceable && forced.insert(item.to->id).second) progress = true;
    }
    return progress;
}

[[noreturn]] void refuse_cycle(const Items& items, const std::set<std::size_t>& stuck) {
    std::string names;
    for (const std::size_t i : stuck) names += (names.empty() ? "" : ", ") + items[i].object().id.text();
    throw Error(ErrorCode::feature_not_supported, "these changes depend on each other in a circle", names + ".",
                "Make one of the changes in a declaration of its own first.");
}

} // namespace

Plan make_plan(const Model& live, const Model& desired, const PlanOptions& options) {
    std::set<Identity> forced;
    while (true) {
        const Items items(live, desired, options, forced);
        const Ordering ordering(items, live, desired);
        if (ordering.tasks()) return Writer(live, desired, options, items, ordering).plan();
        if (!force_replacement(items, ordering.stuck(), forced)) refuse_cycle(items, ordering.stuck());
    }
}

} // namespace flux
