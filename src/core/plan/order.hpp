// In which order the items' statements run. Needs both dependency graphs: what is dropped goes after what used it, what is
// created comes after what it uses. Cycles are cut where PostgreSQL allows it: a default or a constraint is taken out of
// its table's CREATE, a child is dropped before its parent.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "core/plan/graph.hpp"
#include "core/plan/items.hpp"

namespace flux {

// The parts of an item's script that are ordered on their own.
enum class Slot : std::uint8_t { release, early, build, default_value, late, rows, cleanup };
inline constexpr std::size_t kSlots = 7;

struct Task {
    std::size_t item;
    Slot slot;
};

class Ordering {
public:
    Ordering(const Items& items, const Model& live, const Model& desired);

    // Empty where a cycle is left that cannot be cut here; `stuck` then names its items.
    const std::optional<std::vector<Task>>& tasks() const { return tasks_; }
    const std::set<std::size_t>& stuck() const { return stuck_; }

    // Is the child created by its parent's CREATE, or dropped by the drop of its parent or owner?
    bool created_with_parent(std::size_t item) const { return created_with_[item] != Items::kNone; }
    bool dropped_with_another(std::size_t item) const { return dropped_with_[item] != Items::kNone; }
    bool dropped_with(std::size_t item, std::size_t another) const { return dropped_with_[item] == another; }
    bool default_is_cut(std::size_t item) const { return default_cut_[item]; }
    bool default_goes_first(std::size_t item) const { return default_first_[item]; }

private:
    std::size_t node(std::size_t item, Slot slot) const { return item * kSlots + static_cast<std::size_t>(slot); }
    std::size_t build_of(std::size_t item) const;
    std::size_t release_of(std::size_t item) const;
    bool drops_by_itself(std::size_t item) const;
    void fold();
    void find_makers();
    void build_graph();
    void add_own_edges(std::size_t item);
    void add_carrier_edges(std::size_t item);
    void add_parent_edges(std::size_t item);
    void add_live(const Dependency& dependency);
    void add_desired(const Dependency& dependency);
    void add_late_edges(std::size_t item, const Object& on);
    void add_detach_edges(std::size_t item, const Object& on);
    void add_names();
    void find_trees();
    void mark_first_defaults();
    bool steps_aside_with(std::size_t item, std::size_t parent) const;
    std::size_t holder_of(std::size_t item) const;
    void add_rows_edges(std::size_t item);
    void add_rows_before(std::size_t dependent, std::size_t on);
    void stay_behind(std::size_t holder, std::size_t on);
    void find_soft_edges();
    void add_soft_edges();
    bool drop_soft_edges(const std::vector<std::size_t>& cycle);
    bool cut(const std::vector<std::size_t>& cycle);
    bool less(std::size_t a, std::size_t b) const;

    const Items& items_;
    const Model& live_;
    const Model& desired_;
    Graph graph_{0};
    std::vector<std::size_t> created_with_, dropped_with_;
    std::vector<bool> default_cut_, default_first_;
    std::set<std::pair<std::size_t, std::size_t>> makers_; // items: a function, and the type that it makes and names
    std::vector<std::size_t> tree_; // the item whose rows fill this relation, kNone where nothing does
    std::set<std::pair<std::size_t, std::size_t>> soft_; // items: the first is built before the second if possible
    std::optional<std::vector<Task>> tasks_;
    std::set<std::size_t> stuck_;
};

} // namespace flux
