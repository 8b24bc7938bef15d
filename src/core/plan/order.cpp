#include "core/plan/order.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "core/kinds/constraint.hpp"
#include "core/kinds/index_attach.hpp"

namespace flux {
namespace {

// The pairs of positions (x, y) where x needs y and y, a type that names itself, needs x.
std::set<std::pair<std::size_t, std::size_t>> makers_in(const Model& model) {
    std::set<std::pair<std::size_t, std::size_t>> needed, makers;
    const auto names_itself = [&](std::size_t at) {
        const Object& object = model.objects()[at];
        const auto ask = kinds::ops(object).names_itself;
        return ask && ask(object);
    };
    for (const Dependency& d : model.dependencies())
        if (names_itself(d.from)) needed.insert({d.on, d.from});
    if (needed.empty()) return makers;
    for (const Dependency& d : model.dependencies())
        if (needed.contains({d.from, d.on})) makers.insert({d.from, d.on});
    return makers;
}

} // namespace

Ordering::Ordering(const Items& items, const Model& live, const Model& desired)
    : items_(items), live_(live), desired_(desired), created_with_(items.all().size(), Items::kNone),
      dropped_with_(items.all().size(), Items::kNone), default_cut_(items.all().size()),
      default_first_(items.all().size()), tree_(items.all().size(), Items::kNone) {
    fold();
    find_makers();
    find_trees();
    mark_first_defaults();
    find_soft_edges();
    while (true) {
        build_graph();
        const auto order = graph_.order([this](std::size_t a, std::size_t b) { return less(a, b); });
        if (order.size() == graph_.size()) {
            tasks_.emplace();
            for (const std::size_t n : order) tasks_->push_back({n / kSlots, static_cast<Slot>(n % kSlots)});
            return;
        }
        bool progress = false;
        const auto cycles = graph_.cycles();
        for (const auto& cycle : cycles) progress = drop_soft_edges(cycle) || cut(cycle) || progress;
        if (progress) continue;
        for (const std::size_t n : cycles.front()) stuck_.insert(n / kSlots);
        return;
    }
}

// At first every part goes with its parent; cycles take some out again.
void Ordering::fold() {
    for (std::size_t i = 0; i < items_.all().size(); ++i) {
        const std::size_t before = items_.old_parent(i), after = items_.new_parent(i);
        const Item& item = items_[i];
        if (after != Items::kNone && item.builds() && items_[after].builds() && kinds::ops(item.object()).part_of_parent &&
            !kinds::made_by_itself(item.object(), desired_))
            created_with_[i] = after;
        if (before != Items::kNone && item.releases() && items_[before].releases() && steps_aside_with(i, before))
            dropped_with_[i] = before;
        if (item.action == Action::drop && item.within != Items::kNone) dropped_with_[i] = item.within;
    }
    for (const Dependency& dependency : live_.dependencies()) {
        const std::size_t item = items_.of_live(dependency.from), owner = items_.of_live(dependency.on);
        if (dependency.facet != Facet::late || item == Items::kNone || owner == Items::kNone) continue;
        // A partition that is detached keeps its index when the parent's is dropped.
        const Identity& id = items_[item].from->id;
        const bool stays = desired_.container(id.schema, id.parent) != nullptr;
        if (stays && (!attached(desired_, id, items_[owner].from->id) || items_.detached(item, *items_[owner].from))) continue;
        // Where its own table is dropped for good, that takes it along; its owner may have to wait for that table.
        const std::size_t table = dropped_with_[item];
        if (table != Items::kNone && items_[table].action == Action::drop && !items_[table].rows &&
            items_[table].within == Items::kNone)
            continue;
        if (kinds::ops(items_[item].object()).goes_with_owner && items_[item].releases() && items_[owner].releases())
            dropped_with_[item] = owner;
    }
}

void Ordering::find_makers() {
    for (const auto& [maker, type] : makers_in(desired_))
        if (items_.of_desired(maker) != Items::kNone && items_.of_desired(type) != Items::kNone)
            makers_.insert({items_.of_desired(maker), items_.of_desired(type)});
    for (const auto& [maker, type] : makers_in(live_)) {
        const std::size_t x = items_.of_live(maker), y = items_.of_live(type);
        if (x != Items::kNone && y != Items::kNone && items_[x].releases() && items_[y].releases()) dropped_with_[x] = y;
    }
}

std::size_t Ordering::build_of(std::size_t item) const {
    if (items_[item].carried()) return build_of(items_[item].carrier);
    return node(created_with_[item] == Items::kNone ? item : created_with_[item], Slot::build);
}

std::size_t Ordering::release_of(std::size_t item) const {
    if (items_[item].carried()) return release_of(items_[item].carrier);
    return dropped_with_[item] == Items::kNone ? node(item, Slot::release) : release_of(dropped_with_[item]);
}

// Where the table goes, its columns go in whatever order the tables do.
bool Ordering::drops_by_itself(std::size_t item) const {
    return items_[item].releases() && dropped_with_[item] == Items::kNone;
}

void Ordering::build_graph() {
    graph_ = Graph(items_.all().size() * kSlots);
    for (std::size_t i = 0; i < items_.all().size(); ++i) {
        add_own_edges(i);
        add_parent_edges(i);
    }
    for (const Dependency& dependency : live_.dependencies()) add_live(dependency);
    for (const Dependency& dependency : desired_.dependencies()) add_desired(dependency);
    add_names();
    add_soft_edges();
}

void Ordering::add_own_edges(std::size_t i) {
    graph_.add(release_of(i), build_of(i));
    if (created_with_[i] == Items::kNone) {
        graph_.add(node(i, Slot::early), build_of(i));
        graph_.add(release_of(i), node(i, Slot::early));
    }
    graph_.add(build_of(i), node(i, Slot::build));
    graph_.add(node(i, Slot::build), node(i, Slot::default_value));
    graph_.add(node(i, Slot::build), node(i, Slot::late));
    graph_.add(node(i, Slot::late), node(i, Slot::cleanup));
    if (items_[i].rows) add_rows_edges(i);
    if (items_[i].within != Items::kNone && !items_[i].rows) graph_.add(node(i, Slot::release), release_of(i));
    // A default that must go first is dropped in the column's own slot, before whatever drops the column.
    if (default_first_[i]) graph_.add(node(i, Slot::release), release_of(i));
    if (const std::size_t first = items_[i].follows_out; first != Items::kNone)
        if (drops_by_itself(first) && drops_by_itself(i)) graph_.add(release_of(first), release_of(i));
    if (const std::size_t first = items_[i].follows; first != Items::kNone)
        graph_.add(build_of(first), node(i, Slot::build));
    add_carrier_edges(i);
}

// What reaches those that inherit it by a statement of its own comes after them.
void Ordering::add_carrier_edges(std::size_t i) {
    const auto carried_by = kinds::ops(items_[i].object()).carried_by;
    if (!carried_by || !items_[i].builds() || created_with_[i] == Items::kNone) return;
    const Object* carrier = carried_by(items_[i].object(), desired_);
    const std::size_t at = carrier ? items_.of_desired(desired_.position(*carrier)) : Items::kNone;
    if (at != Items::kNone && items_[at].builds() && kinds::made_by_itself(*carrier, desired_)) graph_.add(build_of(i), build_of(at));
}

void Ordering::add_parent_edges(std::size_t i) {
    const Item& item = items_[i];
    if (const std::size_t before = items_.old_parent(i); before != Items::kNone && items_[before].releases())
        graph_.add(release_of(i), release_of(before));
    if (const std::size_t after = items_.new_parent(i); after != Items::kNone) {
        // A new column of a view comes with the view, altered or not.
        const bool comes_with = item.action == Action::create && item.to->id.kind == Kind::view_column;
        if (items_[after].builds() || comes_with) graph_.add(node(after, Slot::build), build_of(i));
    }
    const std::size_t parent = items_.parent(i);
    if (parent == Items::kNone) return;
    // A partition is detached before its parts are dropped, and attached before they are.
    if (items_[parent].action == Action::alter && item.releases())
        graph_.add(node(parent, Slot::release), release_of(i));
    graph_.add(node(parent, Slot::late), node(i, Slot::late));
}

void Ordering::add_live(const Dependency& dependency) {
    const std::size_t x = items_.of_live(dependency.from), y = items_.of_live(dependency.on);
    if (x == Items::kNone) return;
    if (y != Items::kNone && items_[y].releases() && !(dependency.facet == Facet::default_value && default_first_[x]))
        if (const std::size_t holder = holder_of(x); holder != Items::kNone) stay_behind(holder, y);
    const bool late = dependency.facet == Facet::late || dependency.facet == Facet::link;
    if (late && items_[x].action == Action::alter) add_detach_edges(x, live_.objects()[dependency.on]);
    if (y == Items::kNone) return;
    if (items_[y].releases()) {
        const bool default_only = dependency.facet == Facet::default_value && default_first_[x];
        graph_.add(default_only ? node(x, Slot::release) : release_of(x), release_of(y));
    }
    if (items_[x].set_aside && items_[y].set_aside && holder_of(x) == Items::kNone) graph_.add(node(x, Slot::cleanup), node(y, Slot::cleanup));
    if (items_[x].upheaval.link && items_[y].converts) graph_.add(node(x, Slot::release), build_of(y));
    if (items_[x].releases()) {
        // A sequence that the column owns is not in the way.
        if (items_[y].converts && !late) graph_.add(release_of(x), build_of(y));
        return;
    }
    // x is altered in place: it lets go of y in its release slot, or else by its new form.
    const bool let_go = (items_[x].upheaval.default_value && dependency.facet != Facet::whole) ||
                        (items_[x].upheaval.link && late) ||
                        (dependency.facet == Facet::link && kinds::ops(*items_[x].from).lets_go_first);
    if (items_[y].set_aside)
        graph_.add(build_of(x), node(y, Slot::cleanup));
    else if (items_[y].releases() && !let_go) {
        graph_.add(late ? node(x, Slot::late) : build_of(x), release_of(y));
        graph_.add(release_of(y), node(x, Slot::cleanup));
    }
    else if (items_[y].converts && !items_[x].converts && !items_.still_uses(x, items_[y].from->id))
        graph_.add(build_of(x), build_of(y));
}

void Ordering::add_desired(const Dependency& dependency) {
    const std::size_t x = items_.of_desired(dependency.from), y = items_.of_desired(dependency.on);
    if (x == Items::kNone) return;
    if (dependency.facet == Facet::late || (dependency.facet == Facet::link && !items_[x].builds())) {
        add_late_edges(x, desired_.objects()[dependency.on]);
        if (y != Items::kNone) graph_.add(build_of(y), node(x, Slot::late));
        if (y != Items::kNone && tree_[x] != Items::kNone && tree_[x] == tree_[y])
            graph_.add(node(x, Slot::late), node(y, items_[y].rows ? Slot::rows : Slot::late));
        return;
    }
    if (y == Items::kNone) return;
    add_rows_before(x, y);
    const bool cut = dependency.facet == Facet::default_value && default_cut_[x];
    if (makers_.contains({x, y})) return graph_.add(node(y, Slot::early), build_of(x));
    graph_.add(build_of(y), cut ? node(x, Slot::default_value) : build_of(x));
}

// Attaching comes after the columns and indexes of both sides, so that they are matched and not made anew.
void Ordering::add_late_edges(std::size_t x, const Object& on) {
    const Object* both[] = {items_[x].to, &on};
    for (const Object* side : both) {
        if (desired_.container(side->id.schema, side->id.name) != side) continue;
        for (const std::size_t child : desired_.children(side->id.schema, side->id.name)) {
            const std::size_t item = items_.of_desired(child);
            if (item == Items::kNone || item == x) continue;
            const kinds::Ops& ops = kinds::ops(items_[item].object());
            if (items_[x].to && items_[item].builds() && kinds::made_after_attaching(*items_[item].to, *items_[x].to, live_))
                graph_.add(node(x, Slot::late), build_of(item));
            else if (ops.shares_relation_names || ops.part_of_parent)
                graph_.add(build_of(item), node(x, Slot::late));
        }
        for (const std::size_t child : live_.children(side->id.schema, side->id.name)) {
            const std::size_t item = items_.of_live(child);
            if (item != Items::kNone && item != x && items_[item].releases())
                graph_.add(release_of(item), node(x, Slot::late));
        }
    }
}

// Detaching comes before the columns of the other side change.
void Ordering::add_detach_edges(std::size_t x, const Object& on) {
    if (live_.container(on.id.schema, on.id.name) != &on) return;
    const Slot slot = items_[x].lets_go_late && !items_[x].upheaval.link ? Slot::late : Slot::release;
    const auto after = [&](std::size_t item) {
        if (item == Items::kNone || !kinds::ops(items_[item].object()).part_of_parent) return;
        if (items_[item].releases()) graph_.add(node(x, slot), release_of(item));
        if (items_[item].to && (slot == Slot::release || !items_[item].from)) graph_.add(node(x, slot), build_of(item));
    };
    for (const std::size_t child : live_.children(on.id.schema, on.id.name)) after(items_.of_live(child));
    if (desired_.container(on.id.schema, on.id.name))
        for (const std::size_t child : desired_.children(on.id.schema, on.id.name)) after(items_.of_desired(child));
}

// A name must be free before it is taken again, and so must a place that only one can have.
void Ordering::add_names() {
    using Key = std::tuple<char, std::string, std::string, std::string>;
    std::map<Key, std::vector<std::size_t>> freed;
    const auto keys = [](const Object& object) {
        const Identity& id = object.id;
        const kinds::Ops& ops = kinds::ops(id.kind);
        std::vector<Key> out;
        if (ops.shares_relation_names) out.emplace_back('r', id.schema, id.name, "");
        if (ops.shares_type_names) out.emplace_back('t', id.schema, id.name, "");
        if (ops.shares_routine_names) out.emplace_back('f', id.schema, id.name, id.args);
        if (!id.parent.empty()) out.emplace_back('c', id.schema, id.parent, id.name);
        if (ops.place)
            if (const auto place = ops.place(object)) out.emplace_back('p', std::string(ops.name), *place, "");
        return out;
    };
    for (std::size_t i = 0; i < items_.all().size(); ++i)
        if (items_[i].releases())
            for (const Key& key : keys(*items_[i].from)) freed[key].push_back(i);
    for (std::size_t i = 0; i < items_.all().size(); ++i)
        if (items_[i].builds())
            for (const Key& key : keys(*items_[i].to))
                if (const auto at = freed.find(key); at != freed.end())
                    for (const std::size_t other : at->second) graph_.add(release_of(other), build_of(i));
}

// A name stands for the object and, where it is a relation or domain, for its parts. One without a schema is looked for in the
// schema of the object that uses it first, then in all.
void Ordering::find_soft_edges() {
    using Key = std::pair<std::string, std::string>;
    std::map<Key, std::set<std::size_t>> in_schema;
    std::map<std::string, std::set<std::size_t>> anywhere;
    for (std::size_t i = 0; i < items_.all().size(); ++i) {
        if (!items_[i].to) continue;
        const Identity& id = items_[i].to->id;
        if (!id.parent.empty() && !kinds::ops(id.kind).part_of_parent) continue;
        const std::string& name = id.parent.empty() ? id.name : id.parent;
        in_schema[{id.schema, name}].insert(i);
        anywhere[name].insert(i);
    }
    const auto named = [&](const Key& use, const std::string& own) -> const std::set<std::size_t>* {
        const auto at = in_schema.find({use.first.empty() ? own : use.first, use.second});
        if (at != in_schema.end()) return &at->second;
        const auto any = use.first.empty() ? anywhere.find(use.second) : anywhere.end();
        return any == anywhere.end() ? nullptr : &any->second;
    };
    for (std::size_t i = 0; i < items_.all().size(); ++i) {
        const auto uses = items_[i].to ? kinds::ops(*items_[i].to).soft_uses : nullptr;
        if (!uses) continue;
        for (const Key& use : uses(*items_[i].to))
            if (const auto* used = named(use, items_[i].to->id.schema))
                for (const std::size_t other : *used)
                    if (other != i) soft_.insert({other, i});
    }
}

void Ordering::add_soft_edges() {
    for (const auto& [first, then] : soft_) graph_.add(build_of(first), build_of(then));
}

bool Ordering::drop_soft_edges(const std::vector<std::size_t>& cycle) {
    return std::erase_if(soft_, [&](const auto& edge) {
               const auto in_cycle = [&](std::size_t n) { return std::binary_search(cycle.begin(), cycle.end(), n); };
               return build_of(edge.first) != build_of(edge.second) && in_cycle(build_of(edge.first)) &&
                      in_cycle(build_of(edge.second));
           }) > 0;
}

// Takes out of their parents' statements the children that tie this cycle. False where there is none.
bool Ordering::cut(const std::vector<std::size_t>& cycle) {
    const auto in_cycle = [&](std::size_t n) { return std::binary_search(cycle.begin(), cycle.end(), n); };
    bool progress = false;
    for (const Dependency& d : desired_.dependencies()) {
        const std::size_t x = items_.of_desired(d.from), y = items_.of_desired(d.on);
        if (x == Items::kNone || y == Items::kNone || build_of(x) == build_of(y)) continue;
        if (!items_[x].builds() || !in_cycle(build_of(x)) || !in_cycle(build_of(y))) continue;
        if (d.facet == Facet::default_value && kinds::ops(items_[x].object()).set_default) {
            progress = progress || !default_cut_[x];
            default_cut_[x] = true;
        } else if (created_with_[x] != Items::kNone && items_[x].to->id.kind != Kind::column) {
            created_with_[x] = Items::kNone;
            progress = true;
        }
    }
    for (const Dependency& d : live_.dependencies()) {
        const std::size_t x = items_.of_live(d.from), y = items_.of_live(d.on);
        if (x == Items::kNone || y == Items::kNone || dropped_with_[x] == Items::kNone) continue;
        if (release_of(x) == release_of(y) || !in_cycle(release_of(x)) || !in_cycle(release_of(y))) continue;
        if (items_[x].from->id.kind != Kind::column) {
            dropped_with_[x] = Items::kNone;
            progress = true;
        } else if (d.facet == Facet::default_value && kinds::ops(items_[x].object()).drop_default) {
            progress = progress || !default_first_[x];
            default_first_[x] = true;
        }
    }
    return progress;
}

// Drops first, in the reverse order of kinds; then what is built, in the order of kinds; by name within a kind.
bool Ordering::less(std::size_t a, std::size_t b) const {
    const auto rank = [this](std::size_t n) {
        const Slot slot = static_cast<Slot>(n % kSlots);
        const int kind = static_cast<int>(items_[n / kSlots].object().id.kind);
        const int group = slot == Slot::release ? 0 : slot == Slot::cleanup ? 2 : 1;
        return std::tuple(group, group == 1 ? kind : -kind);
    };
    const auto ra = rank(a), rb = rank(b);
    if (ra != rb) return ra < rb;
    const Identity &ia = items_[a / kSlots].object().id, &ib = items_[b / kSlots].object().id;
    return ia != ib ? ia < ib : a < b;
}

} // namespace flux
