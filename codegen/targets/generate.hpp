// From a model to a target's files: what the program and the extension share. Knows neither disk nor command line.
#pragma once

#include <string>
#include <vector>

#include "targets/target.hpp"

namespace flux::gen {

// Sorted by path, each with the header that says who wrote it. `model` is the JSON that `whole` was read from.
std::vector<File> generate(const Target& target, const Settings& settings, const Schema& whole,
                           const std::string& model, const std::vector<SourceFile>& source,
                           std::vector<std::string>& warnings);

} // namespace flux::gen
