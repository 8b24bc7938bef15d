// The plan is cut up where that does no harm: not between the first and the last step about one object. So a view that gives way to a
// column is dropped, and created again, with the column.
#include "server/run/repair.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/kinds/kind_ops.hpp"

namespace flux::run {
namespace {

// Kind, object, and whether it is about the object's name alone: renames come before all else.
using Key = std::tuple<std::string, std::string, bool>;

Key key_of(const Object& object) { return {std::string(kinds::ops(object).name), object.id.text(), false}; }

// The steps about one object, and what was found of it.
struct Unit {
    std::vector<Finding> findings;
    std::size_t last_step = 0;
};

struct Repair {
    std::string sql;
    std::vector<std::size_t> units;
};

class Repairs {
public:
    Repairs(const Comparison& comparison, std::vector<Finding>&& findings) {
        std::set<Key> renamed;
        for (const Rename& each : comparison.options.renames)
            renamed.emplace(std::string(kinds::ops(each.to.kind).name), each.to.text(), true);
        for (Finding& finding : findings) {
            const Key name{finding.kind, finding.object, true};
            const bool is_name = finding.attribute == "name" && renamed.contains(name);
            units_[unit(is_name ? name : Key{finding.kind, finding.object, false})].findings.push_back(std::move(finding));
        }
        find_owners(comparison.live);
        find_owners(comparison.desired);
        for (const Rename& each : comparison.options.renames) {
            const std::string kind(kinds::ops(each.to.kind).name);
            owners_[{kind, each.from.text(), true}] = unit({kind, each.to.text(), true});
        }
    }

    void cut(const Plan& steps) {
        std::vector<std::size_t> of_step;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            of_step.push_back(unit_of(steps[i]));
            units_[of_step.back()].last_step = i;
        }
        Repair next;
        std::size_t reach = 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            add(next.sql, steps[i]);
            const std::size_t at = of_step[i];
            reach = std::max(reach, units_[at].last_step);
            if (!units_[at].findings.empty() && std::find(next.units.begin(), next.units.end(), at) == next.units.end())
                next.units.push_back(at);
            // What is about nothing that was found goes with what follows.
            if (i < reach || next.units.empty()) continue;
            repairs_.push_back(std::move(next));
            next = {};
        }
        if (next.sql.empty()) return;
        if (repairs_.empty()) repairs_.emplace_back();
        repairs_.back().sql += "\n" + next.sql;
    }

    void give_up(std::string why) {
        std::replace(why.begin(), why.end(), '\n', ' ');
        repairs_.assign(1, {.sql = "-- no repair: " + why, .units = {}});
        for (std::size_t i = 0; i < units_.size(); ++i) repairs_.front().units.push_back(i);
    }

    std::vector<std::optional<std::string>> take(std::vector<Finding>& findings) {
        std::vector<std::optional<std::string>> out;
        findings.clear();
        for (Repair& repair : repairs_)
            for (const std::size_t at : repair.units) move(units_[at], &repair.sql, findings, out);
        // What goes with something else, as a view's column with the view.
        for (Unit& unit : units_) move(unit, nullptr, findings, out);
        return out;
    }

private:
    static void move(Unit& unit, std::string* sql, std::vector<Finding>& findings, std::vector<std::optional<std::string>>& out) {
        for (Finding& finding : unit.findings) {
            const bool first = sql != nullptr && !sql->empty();
            out.push_back(first ? std::optional(std::move(*sql)) : std::nullopt);
            if (first) sql->clear();
            findings.push_back(std::move(finding));
        }
        unit.findings.clear();
    }

    std::size_t unit(const Key& key) {
        const auto [at, added] = index_.try_emplace(key, units_.size());
        if (added) units_.emplace_back();
        return at->second;
    }

    // What belongs to a relation that is missing or undeclared goes with it.
    void find_owners(const Model& model) {
        for (const Object& object : model.objects()) {
            const Key key = key_of(object);
            if (object.id.parent.empty() || index_.contains(key)) continue;
            const Object* const parent = model.container(object.id.schema, object.id.parent);
            const auto at = parent == nullptr ? index_.end() : index_.find(key_of(*parent));
            if (at != index_.end()) owners_.emplace(key, at->second);
        }
    }

    std::size_t unit_of(const Step& step) {
        const Key key{step.kind, step.object, step.op == Op::rename};
        const auto at = owners_.find(key);
        return at == owners_.end() ? unit(key) : at->second;
    }

    static void add(std::string& sql, const Step& step) {
        if (!sql.empty()) sql += "\n";
        for (const auto& each : step.hazards) sql += "-- " + std::string(hazard_name(each.hazard)) + "\n";
        sql += step.sql + ";";
    }

    std::vector<Unit> units_;
    std::map<Key, std::size_t> index_;  // of units
    std::map<Key, std::size_t> owners_; // the same for what belongs to one
    std::vector<Repair> repairs_;
};

} // namespace

std::vector<std::optional<std::string>> repairs(const Comparison& comparison, std::vector<Finding>& findings) {
    Repairs repairs(comparison, std::move(findings));
    try {
        repairs.cut(steps_of(comparison));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::feature_not_supported) throw;
        repairs.give_up(error.what());
    }
    return repairs.take(findings);
}

} // namespace flux::run
