// The declarations as a tree of files, an object a file, and an index of them. The server prints them:
// pg_flux.dump.
#include "targets/sql/sql.hpp"

#include <fmt/format.h>

#include <map>

#include "ir/glob.hpp"

namespace flux::gen {
namespace {

std::string folder(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string index_of(const std::vector<File>& files) {
    std::map<std::string, std::vector<std::string>> folders;
    for (const File& file : files) folders[folder(file.path)].push_back(file.path);
    std::string out = "# Schema\n";
    for (const auto& [name, paths] : folders) {
        out += fmt::format("\n## {}\n\n", name.empty() ? "." : name);
        for (const std::string& path : paths) {
            const auto begin = name.empty() ? 0 : name.size() + 1;
            out += fmt::format("- [{}](<{}>)\n", path.substr(begin, path.size() - begin - 4), path);
        }
    }
    return out;
}

std::vector<File> emit(const Job& job) {
    std::vector<File> files;
    for (const SourceFile& file : job.source) files.push_back({file.path, file.body});
    if (job.settings.flag("index")) files.push_back({"README.md", index_of(files)});
    return files;
}

} // namespace

const Target& sql_target() {
    static const Target target{
        "sql",
        "the declarations as a tree of SQL files, by kind, with an index",
        {{"index", OptionType::flag, "true", {}, "write README.md with a link to each file"}},
        emit,
        nullptr,
        true};
    return target;
}

} // namespace flux::gen
