// A folder that targets write to. What was written stands in a manifest beside it, so that a file that is no
// longer generated goes away, and no other file ever does.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "targets/target.hpp"

namespace flux::gen {

struct Change {
    enum class Kind { create, update, remove } kind;
    std::string path; // as the user would name it
    std::string before, after;
};

class Folder {
public:
    // `owner`: the target; one manifest serves several in a folder.
    Folder(std::string path, std::string owner);

    // What writing these files would change. Throws where one would replace a file that is not of this tool.
    std::vector<Change> compare(const std::vector<File>& files, bool force) const;
    void write(const std::vector<File>& files, const std::vector<Change>& changes) const;

private:
    std::string path_of(const std::string& file) const;
    std::string manifest_path() const { return path_of(".pg_flux_gen.json"); }

    std::string path_, owner_;
    std::map<std::string, std::map<std::string, std::string>> manifest_; // target, file, hash
};

} // namespace flux::gen
