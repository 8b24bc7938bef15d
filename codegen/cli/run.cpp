#include "cli/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "cli/arguments.hpp"
#include "cli/log.hpp"
#include "failure.hpp"
#include "model/document.hpp"
#include "model/reader.hpp"
#include "output/diff.hpp"
#include "output/folder.hpp"
#include "targets/generate.hpp"

namespace flux::gen {
namespace {

constexpr const char* kConfig = "pg_flux_gen.toml";

struct Planned {
    const Target* target;
    std::string out;
    Settings settings;
};

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

int write_config(const Arguments& arguments, const Log& log) {
    const std::string path = arguments.config.empty() ? kConfig : arguments.config;
    if (std::filesystem::exists(path) && !arguments.force)
        throw Failure(path + " is there already", {}, "Replace it with init --force.", 2);
    write_file(path, config_template());
    log.info("wrote " + path);
    return 0;
}

Config configuration(const Arguments& arguments) {
    if (!arguments.config.empty()) return read_config(arguments.config);
    if (std::filesystem::exists(kConfig)) return read_config(kConfig);
    return {};
}

// Defaults of the file, the target's section, then the command line.
Planned plan_target(const Target& target, std::string out, const Config& config, const ConfigTarget* section,
                    const Arguments& arguments) {
    Planned planned{&target, std::move(out), Settings(target.options)};
    for (const auto& [name, values] : config.defaults)
        if (planned.settings.knows(name)) planned.settings.set(name, values, config.path + ": [defaults]");
    if (section)
        for (const auto& [name, values] : section->options)
            planned.settings.set(name, values, section->where);
    for (const auto& [name, values] : arguments.options)
        if (planned.settings.knows(name)) planned.settings.set(name, values, "command line");
    return planned;
}

std::vector<Planned> plan(const Arguments& arguments, const Config& config) {
    std::vector<Planned> out;
    for (const std::string& wanted : arguments.targets) {
        const auto equals = wanted.find('=');
        const Target& chosen = target(wanted.substr(0, equals));
        std::string folder = equals == std::string::npos ? arguments.out : wanted.substr(equals + 1);
        if (folder == arguments.out && !folder.empty() && arguments.targets.size() > 1)
            folder += std::string("/") + chosen.name;
        const auto before = out.size();
        for (const ConfigTarget& section : config.targets)
            if (section.name == chosen.name)
                out.push_back(
                    plan_target(chosen, folder.empty() ? section.out : folder, config, &section, arguments));
        if (out.size() != before) continue;
        if (folder.empty())
            throw misuse(std::string("no folder for target ") + chosen.name, "Say where with --out FOLDER.");
        out.push_back(plan_target(chosen, folder, config, nullptr, arguments));
    }
    if (arguments.targets.empty())
        for (const ConfigTarget& section : config.targets)
            out.push_back(plan_target(target(section.name), section.out, config, &section, arguments));
    return out;
}

void check_plan(const std::vector<Planned>& plan, const Arguments& arguments) {
    if (plan.empty() && arguments.save_model.empty())
        throw misuse("nothing to do", "Name a target, as in: pg_flux_gen --target ts --out src/db; or write "
                                      "a configuration: pg_flux_gen init.");
    for (const auto& [name, values] : arguments.options)
        if (std::none_of(plan.begin(), plan.end(),
                         [&](const Planned& planned) { return planned.settings.knows(name); }))
            throw misuse("none of the chosen targets has the option " + option_name(name));
    std::set<std::pair<std::string, std::string>> places;
    for (const Planned& planned : plan)
        if (!places.emplace(planned.out, planned.target->name).second)
            throw misuse(fmt::format("two targets {} write to {}", planned.target->name, planned.out));
}

Document document(const Arguments& arguments, const Config& config, bool with_source) {
    std::string file = arguments.model, database = arguments.database;
    if (file.empty() && database.empty()) file = config.model;
    if (!file.empty()) return read_document(file, with_source);
    if (database.empty()) database = config.database;
    if (database.empty()) database = environment("DATABASE_URL");
    return fetch_document(database, with_source || !arguments.save_model.empty());
}

std::vector<File> emit(const Planned& planned, const Document& document, const Schema& whole,
                       const Log& log) {
    std::vector<std::string> warnings;
    std::vector<File> files =
        generate(*planned.target, planned.settings, whole, document.model, document.source, warnings);
    for (const std::string& warning : warnings)
        log.warning(fmt::format("{}: {}", planned.target->name, warning));
    return files;
}

void show(const std::vector<Change>& changes) {
    for (const Change& change : changes)
        std::cout << unified_diff(change.kind == Change::Kind::create ? "/dev/null" : change.path,
                                  change.kind == Change::Kind::remove ? "/dev/null" : change.path,
                                  change.before, change.after);
}

const char* state(Change::Kind kind) {
    return kind == Change::Kind::create ? "missing" : kind == Change::Kind::update ? "stale" : "left over";
}
const char* deed(Change::Kind kind) {
    return kind == Change::Kind::create ? "created" : kind == Change::Kind::update ? "updated" : "removed";
}

} // namespace

int run(const Arguments& arguments, const Log& log) {
    if (arguments.init) return write_config(arguments, log);
    if (arguments.list_targets) {
        for (const Target* known : targets())
            std::cout << fmt::format("{:10} {}\n", known->name, known->summary);
        return 0;
    }
    const Config config = configuration(arguments);
    const auto planned = plan(arguments, config);
    check_plan(planned, arguments);
    const Document source =
        document(arguments, config, std::any_of(planned.begin(), planned.end(), [](const Planned& one) {
                     return one.target->wants_source;
                 }));
    if (!arguments.save_model.empty()) write_file(arguments.save_model, document_text(source));
    const Schema whole = read_model(source.model);
    // All is made before anything is written: a target that fails leaves every folder as it was.
    std::vector<std::vector<File>> made;
    for (const Planned& one : planned) made.push_back(emit(one, source, whole, log));
    bool stale = false;
    for (std::size_t i = 0; i < planned.size(); ++i) {
        const Planned& one = planned[i];
        if (arguments.list) {
            for (const File& file : made[i])
                std::cout << (std::filesystem::path(one.out) / file.path).generic_string() << "\n";
            continue;
        }
        const Folder folder(one.out, one.target->name);
        const auto changes = folder.compare(made[i], arguments.force || arguments.check || arguments.diff);
        stale = stale || !changes.empty();
        const bool only_look = arguments.check || arguments.diff;
        if (only_look && !arguments.quiet) show(changes);
        if (!only_look) folder.write(made[i], changes);
        for (const Change& change : changes)
            log.info(fmt::format("{} {}", only_look ? state(change.kind) : deed(change.kind), change.path),
                     {{"target", one.target->name}, {"file", change.path}});
        log.info(fmt::format("{}: {} file{}, {} {}", one.target->name, made[i].size(),
                             made[i].size() == 1 ? "" : "s", changes.size(),
                             only_look ? "not up to date" : "changed"));
    }
    return arguments.check && stale ? 3 : 0;
}

} // namespace flux::gen
