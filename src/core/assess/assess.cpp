#include "core/assess/assess.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/assess/context.hpp"
#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

using hazard::Context;
using hazard::Rule;

// Fewer drops than that are nobody's accident.
constexpr std::size_t kFewDrops = 10;

bool has(const Step& step, Hazard hazard) {
    return std::any_of(step.hazards.begin(), step.hazards.end(), [&](const Finding& f) { return f.hazard == hazard; });
}

void add(Step& step, Finding finding) {
    if (!has(step, finding.hazard)) step.hazards.push_back(std::move(finding));
}

// What has no rows loses none. A sequence's count and what is outside the database are not rows.
bool loses_nothing(const Context& c) {
    return c.relation_facts && c.relation_facts->empty && c.relation->id.kind != Kind::sequence;
}

void weigh_losses(Step& step, const Context& c) {
    if (loses_nothing(c) &&
        std::erase_if(step.hazards, [](const Finding& f) { return f.hazard == Hazard::data_loss; }) > 0)
        step.only_if_empty = c.relation_facts->name;
    if (!c.relation_facts) return;
    for (Finding& finding : step.hazards)
        if (finding.hazard == Hazard::data_loss && finding.detail.empty() && c.in_use())
            finding.detail = c.relation_facts->name + ": " + size_text(*c.relation_facts);
}

void judge(Step& step, const Context& c, std::set<std::pair<Hazard, std::string>>& seen) {
    static const std::array rooms = {hazard::cost_rules(), hazard::use_rules(), hazard::access_rules(), hazard::replica_rules()};
    for (const auto& room : rooms)
        for (const Rule& rule : room) {
            auto answer = rule.judge(c);
            if (!answer) continue;
            if (!rule.each_step && !seen.emplace(rule.hazard, step.kind + " " + step.object).second) continue;
            add(step, finding_of(rule.hazard, std::move(*answer)));
        }
}

// Of what stands by itself; its parts go with it.
bool counts(const Object& object) { return object.id.parent.empty() && object.id.kind != Kind::schema && !object.id.schema.empty(); }

void judge_drops(Plan& steps, const Model& live, const Facts& facts) {
    std::set<Identity> dropped;
    Step* first = nullptr;
    for (Step& step : steps) {
        const Object* const object = step.op == Op::drop && step.before ? live.find(*step.before) : nullptr;
        if (!object || !counts(*object)) continue;
        dropped.insert(object->id);
        if (!first) first = &step;
    }
    const auto all = static_cast<std::size_t>(std::count_if(live.objects().begin(), live.objects().end(), counts));
    if (dropped.size() < kFewDrops || dropped.size() * 100 <= all * static_cast<std::size_t>(facts.mass_drop_threshold)) return;
    add(*first, finding_of(Hazard::mass_drop, std::to_string(dropped.size()) + " of " + std::to_string(all) + " objects"));
}

} // namespace

void assess(Plan& steps, const Model& live, const Model& desired, const Facts& facts) {
    std::set<std::pair<Hazard, std::string>> seen;
    for (Step& step : steps) {
        const Context c = hazard::context_of(step, live, desired, facts);
        weigh_losses(step, c);
        judge(step, c, seen);
        std::sort(step.hazards.begin(), step.hazards.end());
    }
    judge_drops(steps, live, facts);
}

} // namespace flux
