// The emitters of codegen/, within the server: the same code that pg_flux_gen is made of. Separate, so that neither they nor who
// calls them see each other's headers.
#pragma once

#include <string>
#include <vector>

namespace flux::codegen {

struct File {
    std::string path, body;
};

struct Input {
    std::string model;        // as pg_flux.model() shows it
    std::vector<File> source; // as pg_flux.dump() prints it, a file an object; for a target that wants it
};

struct Output {
    std::vector<File> files;
    std::vector<std::string> warnings;
};

// Throws ErrorCode::invalid_parameter where there is no such target.
bool wants_source(const std::string& target);
// `options` is a JSON object: {"null_style": "undefined", "functions": false, "include": ["app.*"]}.
Output emit(const std::string& target, const std::string& options, const Input& input);

} // namespace flux::codegen
