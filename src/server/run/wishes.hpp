// What the directives of a source ask for, in terms of the declared model.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"
#include "server/run/rename.hpp"

namespace flux::run {

struct Wishes {
    std::vector<RenameWish> renames;
    std::map<Identity, std::string> using_expressions;
};

// `default_schema` is where unqualified names go. Raises syntax_error and feature_not_supported with the line.
Wishes wishes_of(std::string_view source, const Model& desired, const std::string& default_schema);

} // namespace flux::run
