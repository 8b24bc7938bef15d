// Two models → the ordered steps that lead from one to the other.
//
// Each object that differs becomes an item (create, alter, replace, drop); items spread to the dependents that must give
// way (items.cpp); each item's kind writes its statements; a graph of both models' dependencies orders them (order.cpp).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/diff/differences.hpp"
#include "core/plan/step.hpp"

namespace flux {

// An object that a directive renames. The live model was read as if it had happened already.
struct Rename {
    Identity from; // with the parents' new names
    Identity to;
};

struct PlanOptions {
    Management management;
    std::string role; // who runs the plan and so owns what it creates
    std::vector<Rename> renames;
    std::map<Identity, std::string> using_expressions; // of column type changes, by directive
};

// Throws ErrorCode::feature_not_supported where there is no way, naming the object.
Plan make_plan(const Model& live, const Model& desired, const PlanOptions& options);

} // namespace flux
