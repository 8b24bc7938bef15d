// The command line.
#pragma once

#include <string>
#include <vector>

#include "config/file.hpp"

namespace flux::gen {

struct Arguments {
    bool init = false, check = false, diff = false, list = false, quiet = false, json_log = false,
         force = false, list_targets = false;
    std::string config, database, model, save_model, out;
    std::vector<std::string> targets; // name, or name=folder
    Values options;
    int exit = -1; // where --help or --version has said it all
};

Arguments parse_arguments(int argc, char** argv);

// null_style as it stands on the command line: --null-style.
std::string option_name(std::string name);

} // namespace flux::gen
