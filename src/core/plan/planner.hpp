// Two models → the ordered steps that lead from one to the other.
//
// Each object that differs becomes an item (create, alter, replace, drop); items spread to the dependents that must give
// way (items.cpp); each item's kind writes its statements; a graph of both models' dependencies orders them (order.cpp).
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/diff/differences.hpp"
#include "core/plan/step.hpp"

namespace flux {

// An object that a directive renames. The live model was read as if it had happened already.
struct Rename {
    Identity from; // with the parents' new names
    Identity to;
};

// The same for a label of an enum or an attribute of a composite type, which is called `object` after all renames.
struct PartRename {
    Identity object;
    std::string from, to;
};

// Objects by the kind and the text that steps show.
using Named = std::set<std::pair<std::string, std::string>>;

struct PlanOptions {
    Management management;
    std::string role; // who runs the plan and so owns what it creates
    std::vector<Rename> renames; // run first, in this order; then those of parts
    std::vector<PartRename> part_renames;
    std::map<Identity, std::string> using_expressions; // of column type changes, by directive
    Named emptied; // what builds or alters them brings no data back, and says so as a hazard
};

// Throws ErrorCode::feature_not_supported where there is no way, naming the object.
Plan make_plan(const Model& live, const Model& desired, const PlanOptions& options);

} // namespace flux
