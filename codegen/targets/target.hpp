// What a target is: a name, the options it takes, and a function from schema and settings to files. It
// touches neither disk nor network. Adding one: a folder here, and a line in all.cpp.
#pragma once

#include <string>
#include <vector>

#include "config/options.hpp"
#include "ir/ir.hpp"

namespace flux::gen {

struct File {
    std::string path; // below the target's folder, with /
    std::string body;
};

struct Job {
    const Schema& schema;                  // what the settings select
    const std::string& model;              // the whole of it, as JSON
    const std::vector<SourceFile>& source; // for targets that want it
    const Settings& settings;
    std::vector<std::string>& warnings;
};

struct Target {
    const char* name;
    const char* summary;
    OptionSpecs options;
    std::vector<File> (*emit)(const Job&);
    const char* comment =
        nullptr; // what begins a line of comment, for the header; nullptr: the target writes none
    bool wants_source = false;
};

const std::vector<const Target*>& targets();
const Target& target(const std::string& name); // throws where there is none

// Options that several targets share.
const OptionSpecs& selection_options(); // include, exclude, schemas, …
const OptionSpecs& naming_options();    // singular, schema_prefix, names
const OptionSpecs& typing_options();    // types, unknown_types, …
// The part of the schema that the settings select for this target.
Schema selected(const Schema& whole, const Settings& settings, const std::string& target);

} // namespace flux::gen
