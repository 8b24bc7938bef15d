// A model as a source: the plan from nothing to it, as text.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace flux {

struct DumpedFile {
    std::string path, sql;
};

enum class Layout {
    flat, // one file
    kind, // a folder a kind, a file an object; what belongs to an object stands in its file
};

// Owners are named where they are not `role`, who is taken to load the dump; privileges where they are not the defaults.
std::vector<DumpedFile> dump(const Model& model, const std::string& role, Layout layout);

} // namespace flux
