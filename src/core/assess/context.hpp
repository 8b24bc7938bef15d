// What a rule judges: one step, the object before and after it, and what is known of the relation that it belongs to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/facts.hpp"
#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux::hazard {

struct Context {
    const Step& step;
    const Model& live;
    const Model& desired;
    const Facts& facts;
    const Object* from = nullptr;            // in the live model
    const Object* to = nullptr;              // in the desired one
    const Object* relation = nullptr;        // in the live model: the one that the object is or belongs to
    const RelationFacts* relation_facts = nullptr;
    std::vector<AttributeChange> changes = {}; // of an object that is there before and after

    bool changes_attribute(std::string_view name) const;
    // It has rows, as far as is known.
    bool in_use() const { return relation_facts && !relation_facts->empty; }
    bool creates(Kind kind) const { return !from && to && to->id.kind == kind; }
    // The statement starts with, or holds, these words. Only for words that the statement has at a place of its own.
    bool starts(std::string_view words) const { return std::string_view(step.sql).starts_with(words); }
    bool says(std::string_view words) const { return step.sql.find(words) != std::string::npos; }
    // The tables of which the step is known to write anew, read, or lock at least so strongly.
    std::vector<const RelationFacts*> rewritten() const;
    std::vector<const RelationFacts*> scanned() const;
    std::vector<const RelationFacts*> locked(Lock least) const;
};

Context context_of(const Step& step, const Model& live, const Model& desired, const Facts& facts);

// An answer says that the hazard is there; its text may be empty.
using Answer = std::optional<std::string>;
using Judge = Answer (*)(const Context&);
struct Rule {
    Hazard hazard;
    Judge judge;
    bool each_step = false; // otherwise once an object
};

// Each room's rules.
std::span<const Rule> cost_rules();
std::span<const Rule> use_rules();
std::span<const Rule> access_rules();
std::span<const Rule> replica_rules();

inline Answer when(bool found, std::string detail = {}) { return found ? Answer(std::move(detail)) : std::nullopt; }

} // namespace flux::hazard
