// What the directives of a source ask for, as identities of the declared model.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "server/run/rename.hpp"

namespace flux::run {

struct Wishes {
    std::vector<RenameWish> renames;
    std::map<Identity, std::string> using_expressions;
};

Wishes wishes_of(const std::string& source, const Model& desired, const std::string& default_schema);

} // namespace flux::run
