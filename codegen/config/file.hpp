// pg_flux_gen.toml.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace flux::gen {

using Values = std::map<std::string, std::vector<std::string>>;

struct ConfigTarget {
    std::string name, out;
    Values options;
    std::string where; // file and line, for messages
};

struct Config {
    std::string path; // empty: there is none
    std::string database, model;
    Values defaults;
    std::vector<ConfigTarget> targets;
};

Config read_config(const std::string& path);
// What `init` writes.
std::string config_template();

} // namespace flux::gen
