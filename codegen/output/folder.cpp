#include "output/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "failure.hpp"

namespace flux::gen {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> contents(const std::string& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Failure("cannot read " + path);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// FNV-1a: it tells an edited file from one that is as it was written, nothing more.
std::string hash(const std::string& text) {
    std::uint64_t value = 14695981039346656037ULL;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return fmt::format("{:016x}", value);
}

// Written beside, then moved: a reader never sees half a file.
void put(const std::string& path, const std::string& body) {
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    const std::string part = path + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << body;
    out.close();
    if (out) fs::rename(part, path, error);
    if (!out || error) throw Failure("cannot write " + path, error ? error.message() : "");
}

} // namespace

Folder::Folder(std::string path, std::string owner) : path_(std::move(path)), owner_(std::move(owner)) {
    const auto text = contents(manifest_path());
    if (!text) return;
    const auto root = nlohmann::json::parse(*text, nullptr, false);
    if (!root.is_object())
        throw Failure(manifest_path() + " is damaged", {},
                      "Restore it; or remove it, then old files are no longer removed.");
    for (const auto& [whose, files] : root.items())
        for (const auto& [file, sum] : files.items()) manifest_[whose][file] = sum.get<std::string>();
}

std::string Folder::path_of(const std::string& file) const {
    const fs::path relative(file);
    const bool leads_out =
        relative.is_absolute() ||
        std::any_of(relative.begin(), relative.end(), [](const auto& part) { return part == ".."; });
    if (leads_out) throw Failure("a generated file would lie outside of " + path_, file);
    return (fs::path(path_) / relative).generic_string();
}

std::vector<Change> Folder::compare(const std::vector<File>& files, bool force) const {
    std::vector<Change> out;
    std::set<std::string> written;
    const auto known = manifest_.find(owner_);
    for (const File& file : files) {
        if (!written.insert(file.path).second)
            throw Failure("two generated files have the same name", file.path);
        const std::string path = path_of(file.path);
        const auto before = contents(path);
        if (before == file.body) continue;
        const bool ours = known != manifest_.end() && known->second.contains(file.path);
        if (before && !ours && !force)
            throw Failure(path + " is there already, and was not written by pg_flux_gen", {},
                          "Choose another folder with --out; or replace it with --force.");
        out.push_back(
            {before ? Change::Kind::update : Change::Kind::create, path, before.value_or(""), file.body});
    }
    if (known != manifest_.end())
        for (const auto& [file, sum] : known->second) {
            const auto before = contents(path_of(file));
            if (!written.contains(file) && before && hash(*before) == sum)
                out.push_back({Change::Kind::remove, path_of(file), *before, ""});
        }
    return out;
}

void Folder::write(const std::vector<File>& files, const std::vector<Change>& changes) const {
    for (const Change& change : changes) {
        if (change.kind != Change::Kind::remove) {
            put(change.path, change.after);
            continue;
        }
        std::error_code error;
        fs::remove(change.path, error);
        // A folder that this left empty goes too.
        for (fs::path at = fs::path(change.path).parent_path();
             at != fs::path(path_) && fs::is_empty(at, error); at = at.parent_path())
            fs::remove(at, error);
    }
    auto manifest = manifest_;
    manifest[owner_].clear();
    for (const File& file : files) manifest[owner_][file.path] = hash(file.body);
    const std::string text = nlohmann::json(manifest).dump(2) + "\n";
    if (contents(manifest_path()) != text) put(manifest_path(), text);
}

} // namespace flux::gen
