// What has to happen to each object, before anyone asks in which order: the differences, spread to all that must give
// way because something they use is dropped, replaced or converted.
#pragma once

#include <cstdint>
#include <vector>

#include "core/kinds/kind_ops.hpp"
#include "core/plan/planner.hpp"

namespace flux {

enum class Action : std::uint8_t { create, alter, replace, drop };

struct Item {
    const Object* from = nullptr;
    const Object* to = nullptr;
    Action action = Action::alter;
    kinds::Upheaval upheaval = {};
    bool lets_go_late = false; // leaves what it was attached to in its late statements
    bool alone = false;     // dropped while something that it carries stays
    bool converts = false;  // its dependents are asked to react to Cause::converted
    bool set_aside = false; // its old form stays under another name until all have moved to the new one
    std::size_t carrier = static_cast<std::size_t>(-1); // the item whose statement does the work for this one
    bool rows = false;      // built anew, and filled with the rows of its old form
    std::size_t within = static_cast<std::size_t>(-1); // the item whose rows hold this one's, where those are moved
    bool owner = false, comment = false, privileges = false; // what differs besides the attributes

    const Object& object() const { return to ? *to : *from; }
    bool builds() const { return action == Action::create || action == Action::replace; }
    // The items whose statements must run before this one's: where it was, and where it will be.
    std::size_t follows_out = static_cast<std::size_t>(-1), follows = static_cast<std::size_t>(-1);
    bool carried() const { return carrier != static_cast<std::size_t>(-1); }
    bool releases() const { return action == Action::drop || action == Action::replace; }
};

// Is the relation of the one part attached to, or a child of, that of the other?
bool attached(const Model& model, const Identity& part, const Identity& carrier);

// All items, and where to find them by the positions of their objects in the two models.
class Items {
public:
    // `forced`: objects to be replaced even though they could be altered, because a cycle left no other way.
    Items(const Model& live, const Model& desired, const PlanOptions& options, const std::set<Identity>& forced);

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    const std::vector<Item>& all() const { return items_; }
    const Item& operator[](std::size_t index) const { return items_[index]; }
    std::size_t of_live(std::size_t position) const { return of_live_[position]; }
    std::size_t of_desired(std::size_t position) const { return of_desired_[position]; }
    // The item of the relation or domain that the object belongs to, kNone where that one does not change.
    std::size_t parent(std::size_t index) const;
    // The same before and after: a view of the name of a table has columns of the same names.
    std::size_t old_parent(std::size_t index) const;
    std::size_t new_parent(std::size_t index) const;
    // Is the relation that the item's object belongs to detached from that of `part` while this one changes?
    bool detached(std::size_t index, const Object& part) const;
    // Does the item's object, in its desired form, depend on an object of that identity?
    bool still_uses(std::size_t index, const Identity& on) const;
    // The columns of the item's old form whose types are built anew under the same name.
    std::set<std::string> rebuilt_columns(std::size_t index) const;
    // Writes the ALTER statements of an item; false where the kind leaves a difference that it cannot alter.
    bool alter(const Item& item, Script& script) const;

private:
    kinds::Alteration alteration(const Item& item, kinds::Changes& changes) const;
    std::size_t touch(std::size_t live_position);
    void decide(std::size_t index);
    void spread();
    void spread_from(std::size_t index, kinds::Cause cause);
    void spread_to_children(std::size_t index);
    void react(std::size_t dependent, Facet facet, std::size_t on, kinds::Cause cause);
    void replace(std::size_t index);
    bool rebuilds_parent(std::size_t index);
    bool shares_rows(std::size_t index, std::size_t with) const;
    void refuse_to_take_along() const;
    void mark_within();
    void keep_types();
    bool frees_itself(std::size_t dependent, std::size_t on) const;
    void mark_alone();
    void mark_carried();
    void mark_following();
    bool leaves(std::size_t index, const Object& part) const;
    std::size_t carrier_of(std::size_t index) const;

    const Model& live_;
    const Model& desired_;
    const PlanOptions& options_;
    const std::set<Identity>& forced_;
    std::vector<Item> items_;
    std::vector<std::size_t> of_live_, of_desired_;
    std::vector<std::vector<Dependency>> dependents_; // of the live model, by what they depend on
    std::vector<std::size_t> queue_;
};

} // namespace flux
