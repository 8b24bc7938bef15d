// The order around a relation that is built anew and keeps its rows. What fills it runs when all that the rows pass through
// stands, and before all that would notice them coming; its old form holds on to what it uses until it is dropped.
#include <algorithm>

#include "core/plan/order.hpp"

namespace flux {

// Does the part stay with its old parent, where that only steps aside?
bool Ordering::steps_aside_with(std::size_t item, std::size_t parent) const {
    const auto stays = kinds::ops(*items_[item].from).steps_aside;
    return !items_[parent].rows || (stays && stays(*items_[item].from));
}

// Which relations the rows of which item pass into: itself and, in the new form, what is attached to it.
void Ordering::find_trees() {
    for (std::size_t i = 0; i < items_.all().size(); ++i)
        if (items_[i].rows) tree_[i] = i;
    for (bool found = true; found;) {
        found = false;
        for (const Dependency& d : desired_.dependencies()) {
            const std::size_t x = items_.of_desired(d.from), y = items_.of_desired(d.on);
            if (d.facet != Facet::late || x == Items::kNone || y == Items::kNone || tree_[y] == Items::kNone) continue;
            const Object &part = *items_[x].to, &whole = *items_[y].to;
            const auto shares = kinds::ops(part).shares_rows;
            if (!shares || !shares(part, &part, whole) || tree_[x] == tree_[y]) continue;
            tree_[x] = tree_[y];
            found = true;
        }
    }
}

// A default of the old form that uses what is dropped and created again goes before.
void Ordering::mark_first_defaults() {
    for (const Dependency& d : live_.dependencies()) {
        const std::size_t x = items_.of_live(d.from), y = items_.of_live(d.on);
        if (x == Items::kNone || y == Items::kNone || d.facet != Facet::default_value || holder_of(x) == Items::kNone) continue;
        const bool again = items_[y].action == Action::replace && !items_[y].set_aside && holder_of(y) == Items::kNone;
        if (again && kinds::ops(*items_[x].from).drop_default) default_first_[x] = true;
    }
}

// The item whose cleanup drops what this one was, where that stays aside until then.
std::size_t Ordering::holder_of(std::size_t item) const {
    while (dropped_with_[item] != Items::kNone) item = dropped_with_[item];
    if (!items_[item].rows) return Items::kNone;
    while (items_[item].within != Items::kNone) item = items_[item].within;
    return item;
}

void Ordering::add_rows_edges(std::size_t i) {
    graph_.add(node(i, Slot::late), node(i, Slot::rows));
    graph_.add(node(i, Slot::default_value), node(i, Slot::rows));
    graph_.add(node(i, Slot::rows), node(i, Slot::cleanup));
    const std::size_t whole = items_[i].within;
    if (whole == Items::kNone) return;
    graph_.add(node(i, Slot::rows), node(whole, Slot::rows));
    graph_.add(node(whole, Slot::cleanup), node(i, Slot::cleanup));
}

// Triggers, foreign keys, views, … of a relation come when its rows are there. Keys and indexes come before: partitions
// are attached by them.
void Ordering::add_rows_before(std::size_t x, std::size_t y) {
    if (!items_[x].builds() || tree_[x] != Items::kNone) return;
    const std::size_t owner = items_.new_parent(y), own = items_.new_parent(x);
    const std::size_t tree = tree_[y] != Items::kNone || owner == Items::kNone ? tree_[y] : tree_[owner];
    if (tree == Items::kNone) return;
    const kinds::Ops& ops = kinds::ops(*items_[x].to);
    const bool part = own != Items::kNone && tree_[own] == tree;
    if (part && (ops.part_of_parent || ops.shares_relation_names)) return;
    graph_.add(node(tree, Slot::rows), build_of(x));
    if (own != Items::kNone && items_[own].rows) graph_.add(node(own, Slot::rows), build_of(x));
}

// What the old form uses goes after it.
void Ordering::stay_behind(std::size_t holder, std::size_t on) {
    const std::size_t other = holder_of(on);
    if (other == holder) return;
    if (other != Items::kNone || items_[on].set_aside)
        graph_.add(node(holder, Slot::cleanup), node(other == Items::kNone ? on : other, Slot::cleanup));
    else
        graph_.add(node(holder, Slot::cleanup), release_of(on));
}

} // namespace flux
