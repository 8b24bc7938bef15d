#include "core/plan/items.hpp"

#include <algorithm>

namespace flux {

using kinds::Cause;
using kinds::Changes;
using kinds::Reaction;

namespace {

Action first_action(const Difference& difference) {
    if (!difference.from) return Action::create;
    return difference.to ? Action::alter : Action::drop;
}

} // namespace

bool attached(const Model& model, const Identity& part, const Identity& carrier) {
    const Object* from = model.container(part.schema, part.parent);
    const Object* on = model.container(carrier.schema, carrier.parent);
    if (!from || !on) return false;
    const std::size_t x = model.position(*from), y = model.position(*on);
    const auto all = model.dependencies();
    auto each = std::lower_bound(all.begin(), all.end(), Dependency{x, Facet::whole, 0});
    for (; each != all.end() && each->from == x; ++each)
        if (each->on == y && (each->facet == Facet::late || each->facet == Facet::link)) return true;
    return false;
}

Items::Items(const Model& live, const Model& desired, const PlanOptions& options, const std::set<Identity>& forced)
    : live_(live), desired_(desired), options_(options), forced_(forced), of_live_(live.objects().size(), kNone),
      of_desired_(desired.objects().size(), kNone), dependents_(live.objects().size()) {
    for (const Dependency& dependency : live.dependencies()) dependents_[dependency.on].push_back(dependency);
    for (const Difference& difference : differences(live, desired, options.management)) {
        const std::size_t index = items_.size();
        items_.push_back({.from = difference.from,
                          .to = difference.to,
                          .action = first_action(difference),
                          .owner = difference.owner,
                          .comment = difference.comment,
                          .privileges = difference.privileges});
        if (difference.from) of_live_[live.position(*difference.from)] = index;
        if (difference.to) of_desired_[desired.position(*difference.to)] = index;
    }
    for (std::size_t i = 0, n = items_.size(); i < n; ++i) decide(i);
    spread();
    refuse_to_take_along();
    mark_within();
    keep_types();
    mark_alone();
    mark_carried();
    mark_following();
}

kinds::Alteration Items::alteration(const Item& item, Changes& changes) const {
    const auto expression = options_.using_expressions.find(item.to->id);
    return {.from = *item.from,
            .to = *item.to,
            .live = live_,
            .desired = desired_,
            .changes = changes,
            .upheaval = item.upheaval,
            .using_expression = expression == options_.using_expressions.end() ? "" : expression->second};
}

bool Items::alter(const Item& item, Script& script) const {
    Changes changes(item.from->attributes.changes_to(item.to->attributes));
    kinds::ops(*item.to).alter(alteration(item, changes), script);
    return !changes.left();
}

// Alter or replace? And does what depends on it have to know?
void Items::decide(std::size_t index) {
    if (items_[index].action == Action::alter && rebuilds_parent(index)) return;
    Item& item = items_[index];
    if (item.action == Action::alter) {
        Changes changes(item.from->attributes.changes_to(item.to->attributes));
        const kinds::Ops& ops = kinds::ops(*item.to);
        item.converts = ops.converts && ops.converts(alteration(item, changes));
        item.lets_go_late = ops.lets_go_late && ops.lets_go_late(alteration(item, changes));
        Script trial;
        if (forced_.contains(item.to->id) || !alter(item, trial)) item.action = Action::replace;
    }
    if (item.releases() || item.converts) queue_.push_back(index);
}

void Items::spread() {
    while (!queue_.empty()) {
        const std::size_t index = queue_.back();
        queue_.pop_back();
        if (items_[index].action == Action::replace && kinds::ops(*items_[index].to).keep_rows)
            items_[index].rows = items_[index].set_aside = true;
        spread_from(index, items_[index].releases() ? Cause::gone : Cause::converted);
        if (items_[index].releases()) spread_to_children(index);
    }
}

void Items::spread_from(std::size_t index, Cause cause) {
    const std::size_t on = live_.position(*items_[index].from);
    for (const Dependency& dependency : dependents_[on]) react(dependency.from, dependency.facet, on, cause);
}

// What belongs to a relation or domain goes with it.
void Items::spread_to_children(std::size_t index) {
    const Identity id = items_[index].from->id;
    if (live_.container(id.schema, id.name) != items_[index].from) return;
    for (const std::size_t child : live_.children(id.schema, id.name)) replace(touch(child));
}

void Items::react(std::size_t dependent, Facet facet, std::size_t on, Cause cause) {
    const Object& object = live_.objects()[dependent];
    const Object& cause_object = live_.objects()[on];
    // What lets go of others by itself takes them back, managed or not: the server would leave out silently what is built anew.
    if (!options_.management.covers(object.id) &&
        (!kinds::ops(object).lets_go_first || items_[of_live_[on]].action == Action::drop))
        return;
    const auto ask = kinds::ops(object).react;
    const Reaction reaction = ask ? ask(object, facet, cause_object, cause) : Reaction::replace;
    if (reaction == Reaction::none) return;
    const std::size_t index = touch(dependent);
    // A type of another kind may take over the name: then the column's type reads the same, and must be converted.
    const bool may_free_itself = reaction != Reaction::convert || items_[index].converts;
    if (items_[index].releases() || (may_free_itself && frees_itself(index, on))) return;
    switch (reaction) {
    case Reaction::none:
        return;
    case Reaction::replace:
        return replace(index);
    case Reaction::reset_default:
        items_[index].upheaval.default_value = true;
        return;
    case Reaction::convert:
        items_[of_live_[on]].set_aside = kinds::ops(cause_object).set_aside != nullptr;
        if (!items_[index].upheaval.type && !items_[index].converts) queue_.push_back(index);
        items_[index].upheaval.type = items_[index].converts = true;
        rebuilds_parent(index);
        return;
    case Reaction::relink:
        if (shares_rows(index, of_live_[on])) return replace(index);
        items_[index].upheaval.link = true;
        return;
    }
}

bool Items::still_uses(std::size_t index, const Identity& on) const {
    const auto uses = desired_.dependencies();
    const std::size_t at = desired_.position(*items_[index].to);
    auto use = std::lower_bound(uses.begin(), uses.end(), Dependency{at, Facet::whole, 0});
    for (; use != uses.end() && use->from == at; ++use)
        if (desired_.objects()[use->on].id == on) return true;
    return false;
}

// What is altered anyway and does not use the other in its new form lets go of it by itself.
bool Items::frees_itself(std::size_t dependent, std::size_t on) const {
    const Item& item = items_[dependent];
    return item.to && !(item.from->attributes == item.to->attributes) &&
           !still_uses(dependent, live_.objects()[on].id);
}

void Items::replace(std::size_t index) {
    if (items_[index].releases()) return;
    items_[index].action = Action::replace;
    queue_.push_back(index);
}

// True where the item cannot be altered while what it belongs to stands: that one is built anew then, and this one with it.
bool Items::rebuilds_parent(std::size_t index) {
    const Item item = items_[index];
    const auto ask = kinds::ops(*item.to).rebuilds_parent;
    if (!ask) return false;
    Changes changes(item.from->attributes.changes_to(item.to->attributes));
    if (!ask(alteration(item, changes))) return false;
    replace(touch(live_.position(*live_.container(item.from->id.schema, item.from->id.parent))));
    replace(index);
    return true;
}

bool Items::shares_rows(std::size_t index, std::size_t with) const {
    const auto ask = kinds::ops(items_[index].object()).shares_rows;
    return ask && items_[index].from && items_[with].from && items_[with].rows &&
           ask(*items_[index].from, items_[index].to, *items_[with].from);
}

// The server would drop it along, and nobody would make it again.
void Items::refuse_to_take_along() const {
    std::string names, of;
    for (const OutsideDependent& dependent : live_.outside_dependents) {
        const std::size_t on = of_live_[dependent.on];
        if (!dependent.automatic || on == kNone || !items_[on].releases()) continue;
        names += (names.empty() ? "" : "\n") + dependent.identity + " of " + items_[on].from->id.text();
    }
    if (!names.empty())
        throw Error(ErrorCode::feature_not_supported, "what is not managed would be dropped along", names,
                    "Drop or detach that by hand first, or manage it too.");
}

// What belongs to a relation whose rows are moved, and goes with it or is built anew too.
void Items::mark_within() {
    for (const Dependency& d : live_.dependencies()) {
        const std::size_t x = of_live_[d.from], y = of_live_[d.on];
        if (x == kNone || y == kNone || d.facet != Facet::late || !items_[x].releases()) continue;
        if (shares_rows(x, y)) items_[x].within = y;
    }
}

// A type that is built anew while an old relation still holds values of it stays until those have moved.
void Items::keep_types() {
    for (const Dependency& d : live_.dependencies()) {
        const std::size_t x = of_live_[d.from], y = of_live_[d.on];
        if (x == kNone || y == kNone || items_[y].action != Action::replace) continue;
        const std::size_t owner = old_parent(x);
        if (owner != kNone && items_[owner].set_aside && kinds::ops(*items_[y].from).set_aside) items_[y].set_aside = true;
    }
}

std::set<std::string> Items::rebuilt_columns(std::size_t index) const {
    std::set<std::string> out;
    const Identity& id = items_[index].from->id;
    for (const std::size_t part : live_.children(id.schema, id.name)) {
        const auto all = live_.dependencies();
        auto each = std::lower_bound(all.begin(), all.end(), Dependency{part, Facet::whole, 0});
        for (; each != all.end() && each->from == part; ++each) {
            const std::size_t on = of_live_[each->on];
            if (each->facet == Facet::whole && on != kNone && items_[on].set_aside && !items_[on].rows)
                out.insert(live_.objects()[part].id.name);
        }
    }
    return out;
}

// The item of a live object, made where nothing about it differs.
std::size_t Items::touch(std::size_t live_position) {
    if (of_live_[live_position] != kNone) return of_live_[live_position];
    const Object& from = live_.objects()[live_position];
    const Object* to = desired_.find(from.id);
    if (!to) throw Error(ErrorCode::internal, "no item for " + from.id.text());
    const std::size_t index = items_.size();
    items_.push_back({.from = &from, .to = to});
    of_live_[live_position] = of_desired_[desired_.position(*to)] = index;
    return index;
}

std::size_t Items::old_parent(std::size_t index) const {
    const Object* object = items_[index].from;
    const Object* container = object ? live_.container(object->id.schema, object->id.parent) : nullptr;
    return container ? of_live_[live_.position(*container)] : kNone;
}

std::size_t Items::new_parent(std::size_t index) const {
    const Object* object = items_[index].to;
    const Object* container = object ? desired_.container(object->id.schema, object->id.parent) : nullptr;
    return container ? of_desired_[desired_.position(*container)] : kNone;
}

std::size_t Items::parent(std::size_t index) const {
    const std::size_t after = new_parent(index);
    return after == kNone ? old_parent(index) : after;
}

// Is the altered relation detached from that of `part` while that one changes?
bool Items::leaves(std::size_t index, const Object& part) const {
    const Item& item = items_[index];
    const auto ask = kinds::ops(*item.to).leaves;
    const Object* from = live_.container(part.id.schema, part.id.parent);
    return ask && from && (item.upheaval.link || ask(*item.from, *item.to, *from));
}

bool Items::detached(std::size_t index, const Object& part) const {
    const std::size_t up = parent(index);
    return up != kNone && items_[up].action == Action::alter && leaves(up, part);
}

// The item whose statement brings or takes this one along. Only what is attached before and after takes part in what
// happens to its parent.
std::size_t Items::carrier_of(std::size_t index) const {
    const Item& item = items_[index];
    const auto carried_by = kinds::ops(item.object()).carried_by;
    const std::size_t up = parent(index);
    if (!carried_by || item.action == Action::alter || (up != kNone && items_[up].action != Action::alter)) return kNone;
    const bool dropped = item.action == Action::drop;
    const Model& model = dropped ? live_ : desired_;
    const Object* carrier = carried_by(item.object(), model);
    if (!carrier || !attached(live_, item.object().id, carrier->id) || !attached(desired_, item.object().id, carrier->id))
        return kNone;
    if (detached(index, *carrier)) return kNone;
    const std::size_t at = dropped ? of_live_[live_.position(*carrier)] : of_desired_[desired_.position(*carrier)];
    if (at == kNone || items_[at].alone) return kNone;
    // What is replaced takes along what is only dropped, and brings what is only created.
    const bool same = item.action == Action::drop     ? items_[at].releases()
                      : item.action == Action::create ? items_[at].builds()
                                                      : items_[at].action == item.action;
    if (!same) return kNone;
    const std::size_t beside = parent(at);
    return beside == kNone || items_[beside].action == Action::alter ? at : kNone;
}

// What is dropped, and carries something that stays where it is.
void Items::mark_alone() {
    const auto can = [](const Item& item) { return item.action == Action::drop && kinds::ops(*item.from).drop_alone; };
    if (std::none_of(items_.begin(), items_.end(), can)) return;
    for (std::size_t i = 0; i < live_.objects().size(); ++i) {
        const Object& object = live_.objects()[i];
        const auto carried_by = kinds::ops(object).carried_by;
        if (!carried_by || (of_live_[i] != kNone && items_[of_live_[i]].releases())) continue;
        const Object* carrier = carried_by(object, live_);
        const std::size_t at = carrier ? of_live_[live_.position(*carrier)] : kNone;
        if (at != kNone && can(items_[at]) && attached(desired_, object.id, carrier->id)) items_[at].alone = true;
    }
}

void Items::mark_carried() {
    for (std::size_t i = 0; i < items_.size(); ++i) items_[i].carrier = carrier_of(i);
}

void Items::mark_following() {
    for (Item& item : items_) {
        const auto follows = kinds::ops(item.object()).follows;
        if (!follows) continue;
        const Object* before = item.from ? follows(*item.from, live_) : nullptr;
        const Object* after = item.to ? follows(*item.to, desired_) : nullptr;
        if (before) item.follows_out = of_live_[live_.position(*before)];
        if (after) item.follows = of_desired_[desired_.position(*after)];
    }
}

} // namespace flux
