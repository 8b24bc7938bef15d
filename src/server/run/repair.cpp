// Where each step of the plan belongs to one finding, and each finding's steps stand together, the plan is cut up. Else (a view must
// give way to two columns) each object gets a plan of its own, from the state that the ones before it leave.
#include "server/run/repair.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/kinds/kind_ops.hpp"
#include "server/pg/interrupts.hpp"

namespace flux::run {
namespace {

// Kind, object, and whether it is about the object's name alone: renames come before all else.
using Key = std::tuple<std::string, std::string, bool>;
constexpr auto kNone = static_cast<std::size_t>(-1);

struct Group {
    Key key;
    std::vector<Finding> findings;
    std::size_t steps = 0;
    std::size_t last_step = 0; // of the whole plan
    std::string sql;
};

class Repairs {
public:
    Repairs(const Comparison& comparison, std::vector<Finding>&& findings) : comparison_(comparison) {
        std::set<std::pair<std::string, std::string>> renamed;
        for (const Rename& each : comparison.options.renames)
            renamed.emplace(std::string(kinds::ops(each.to.kind).name), each.to.text());
        for (Finding& finding : findings) {
            const bool name = finding.attribute == "name" && renamed.contains({finding.kind, finding.object});
            const Key key{finding.kind, finding.object, name};
            const auto [at, added] = index_.try_emplace(key, groups_.size());
            if (added) groups_.emplace_back();
            if (name) renames_.insert(at->second);
            groups_[at->second].findings.push_back(std::move(finding));
        }
        find_owners(comparison.live);
        find_owners(comparison.desired);
        for (const Rename& each : comparison.options.renames) {
            const std::string kind(kinds::ops(each.to.kind).name);
            owners_[{kind, each.from.text(), true}] = index_.at({kind, each.to.text(), true});
        }
    }

    void write() {
        const bool apart = assign(steps_of(comparison_));
        for (std::size_t i = 0; i < groups_.size(); ++i) order_.push_back(i);
        std::stable_sort(order_.begin(), order_.end(),
                         [&](std::size_t a, std::size_t b) { return groups_[a].last_step < groups_[b].last_step; });
        if (!apart) one_by_one();
    }

    // In a comment, where there is no plan at all.
    void give_up(const std::string& why) {
        order_.clear();
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            order_.push_back(i);
            groups_[i].sql = comment("no repair: " + why);
        }
    }

    std::vector<std::optional<std::string>> take(std::vector<Finding>& findings) {
        std::vector<std::optional<std::string>> out;
        findings.clear();
        for (const std::size_t each : order_) {
            Group& group = groups_[each];
            for (std::size_t i = 0; i < group.findings.size(); ++i) {
                out.push_back(i == 0 && !group.sql.empty() ? std::optional(group.sql) : std::nullopt);
                findings.push_back(std::move(group.findings[i]));
            }
        }
        return out;
    }

private:
    // What belongs to a relation that is missing or undeclared goes with it.
    void find_owners(const Model& model) {
        for (const Object& object : model.objects()) {
            const Key key{std::string(kinds::ops(object).name), object.id.text(), false};
            auto at = index_.find(key);
            if (at == index_.end() && !object.id.parent.empty())
                if (const Object* parent = model.container(object.id.schema, object.id.parent))
                    at = index_.find({std::string(kinds::ops(*parent).name), parent->id.text(), false});
            if (at != index_.end()) owners_.emplace(key, at->second);
        }
    }

    std::size_t owner(const Step& step) const {
        const Key key{step.kind, step.object, step.op == Op::rename};
        if (const auto at = owners_.find(key); at != owners_.end()) return at->second;
        const auto at = index_.find(key);
        return at == index_.end() ? kNone : at->second;
    }

    // True where the steps of each group stand together.
    bool assign(const Plan& steps) {
        bool apart = true;
        std::size_t last = kNone;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const std::size_t at = owner(steps[i]);
            if (at == kNone) {
                apart = false;
            } else {
                Group& group = groups_[at];
                apart = apart && (group.steps == 0 || last == at);
                ++group.steps;
                group.last_step = i;
                add(group.sql, steps[i]);
            }
            last = at;
        }
        return apart;
    }

    static void add(std::string& sql, const Step& step) {
        if (!sql.empty()) sql += "\n";
        for (const auto& finding : step.hazards) sql += "-- " + std::string(hazard_name(finding.hazard)) + "\n";
        sql += step.sql + ";";
    }

    static std::string comment(std::string text) {
        std::replace(text.begin(), text.end(), '\n', ' ');
        return "-- " + text;
    }

    void one_by_one() {
        PlanOptions options = comparison_.options;
        options.renames.clear();
        options.part_renames.clear();
        Model state = comparison_.live;
        for (const std::size_t each : order_) {
            pg::check_interrupts();
            Group& group = groups_[each];
            if (renames_.contains(each)) continue; // written already
            Model next = repaired(state, each);
            group.sql.clear();
            try {
                for (const Step& step : make_plan(state, next, options)) add(group.sql, step);
            } catch (const Error& error) {
                if (error.code() != ErrorCode::feature_not_supported) throw;
                group.sql = comment(std::string("no repair: ") + error.what());
            }
            state = std::move(next);
        }
    }

    bool belongs(const Object& object, const std::size_t group) const {
        const auto at = owners_.find({std::string(kinds::ops(object).name), object.id.text(), false});
        return at != owners_.end() && at->second == group;
    }

    // `state` with the objects of the group as they are declared.
    Model repaired(const Model& state, const std::size_t at) const {
        std::vector<Object> objects;
        for (const Object& object : state.objects())
            if (!belongs(object, at)) objects.push_back(object);
        for (const Object& object : comparison_.desired.objects())
            if (belongs(object, at)) objects.push_back(object);
        Model model(std::move(objects));
        std::vector<Dependency> dependencies;
        const auto copy = [&](const Model& from, bool of_group) {
            for (const Dependency& each : from.dependencies()) {
                const Object& needs = from.objects()[each.from];
                if (belongs(needs, at) != of_group) continue;
                const Object* const a = model.find(needs.id);
                const Object* const b = model.find(from.objects()[each.on].id);
                if (a && b) dependencies.push_back({model.position(*a), each.facet, model.position(*b)});
            }
        };
        copy(state, false);
        copy(comparison_.desired, true);
        model.set_dependencies(std::move(dependencies));
        for (OutsideDependent each : state.outside_dependents)
            if (const Object* on = model.find(state.objects()[each.on].id)) {
                each.on = model.position(*on);
                model.outside_dependents.push_back(std::move(each));
            }
        model.server_version = state.server_version;
        model.server_default_privileges = state.server_default_privileges;
        return model;
    }

    const Comparison& comparison_;
    std::vector<Group> groups_;
    std::vector<std::size_t> order_;
    std::set<std::size_t> renames_;
    std::map<Key, std::size_t> index_;  // of the group, as they were found
    std::map<Key, std::size_t> owners_; // the same for what belongs to it
};

} // namespace

std::vector<std::optional<std::string>> repairs(const Comparison& comparison, std::vector<Finding>& findings) {
    Repairs repairs(comparison, std::move(findings));
    try {
        repairs.write();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::feature_not_supported) throw;
        repairs.give_up(error.what());
    }
    return repairs.take(findings);
}

} // namespace flux::run
