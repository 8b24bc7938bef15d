#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <memory>

#include "failure.hpp"
#include "targets/target.hpp"

namespace flux::gen {
namespace {

struct Offered {
    const OptionSpec* spec;
    std::string targets;
    bool flag = false;
    std::vector<std::string> values;
    CLI::Option* option = nullptr;
};

// One option on the command line for all targets that have it.
std::map<std::string, Offered> offered() {
    std::map<std::string, Offered> out;
    for (const Target* target : targets())
        for (const OptionSpec& spec : target->options) {
            auto [at, fresh] = out.try_emplace(spec.name, Offered{&spec, target->name, false, {}, nullptr});
            if (!fresh) at->second.targets += std::string(", ") + target->name;
        }
    return out;
}

void add(CLI::App& app, Offered& offer) {
    const OptionSpec& spec = *offer.spec;
    std::string help = spec.help;
    std::string choices;
    for (const std::string& choice : spec.choices) choices += (choices.empty() ? "" : "|") + choice;
    if (!choices.empty()) help += " (" + choices + (spec.initial.empty() ? "" : "; " + spec.initial) + ")";
    const std::string name = option_name(spec.name);
    if (spec.type == OptionType::flag)
        offer.option = app.add_flag(name + ",!--no-" + name.substr(2), offer.flag,
                                    help + (spec.initial == "true" ? " (yes)" : " (no)"));
    else
        offer.option = app.add_option(name, offer.values, help)->type_name("")->allow_extra_args(false);
    if (spec.type == OptionType::list) offer.option->type_name("ITEM,…")->delimiter(',');
    offer.option->group("Options of " + offer.targets);
}

[[noreturn]] void refuse_unknown(const CLI::App& app, const std::string& unknown) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    throw misuse("unknown option " + unknown + did_you_mean(unknown, names),
                 "All of them: pg_flux_gen --help.");
}

void add_general(CLI::App& app, Arguments& out) {
    app.add_option("-t,--target", out.targets, "what to write, or NAME=FOLDER; may be given more than once")
        ->type_name("NAME")
        ->allow_extra_args(false);
    app.add_option("-o,--out", out.out, "the folder; with several targets, a folder in it for each")
        ->type_name("FOLDER");
    app.add_option("-d,--database", out.database,
                   "connection string or URI; else DATABASE_URL, else libpq's own ways (PGHOST, …)")
        ->type_name("CONNINFO");
    app.add_option("-m,--model", out.model, "a saved model in place of a database")->type_name("FILE");
    app.add_option("--save-model", out.save_model, "keep the model, for --model")->type_name("FILE");
    app.add_option("-c,--config", out.config, "configuration (pg_flux_gen.toml where there is one)")
        ->type_name("FILE");
    app.add_flag("--check", out.check,
                 "write nothing; exit status 3 and a diff where what is there is stale");
    app.add_flag("--diff", out.diff, "write nothing; show what would change");
    app.add_flag("--list", out.list, "write nothing; list the files");
    app.add_flag("--targets", out.list_targets, "list the targets");
    app.add_flag("--force", out.force, "replace files that were not written by this program");
    app.add_flag("-q,--quiet", out.quiet, "say nothing but errors");
    app.add_option_function<std::string>(
           "--log-format", [&](const std::string& format) { out.json_log = format == "json"; },
           "text, or json: an object a line, on standard error")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
}

} // namespace

std::string option_name(std::string name) {
    std::replace(name.begin(), name.end(), '_', '-');
    return "--" + name;
}

Arguments parse_arguments(int argc, char** argv) {
    Arguments out;
    CLI::App app("Writes typed code and documentation from the schema that pg_flux sees in a database.",
                 "pg_flux_gen");
    app.allow_extras();
    add_general(app, out);
    CLI::App* init = app.add_subcommand("init", "write a pg_flux_gen.toml with every option explained");
    init->add_flag("--force", out.force, "replace the one that is there");
    auto offers = offered();
    for (auto& [name, offer] : offers) add(app, offer);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0) throw misuse(error.what(), "All options: pg_flux_gen --help.");
        out.exit = app.exit(error);
        return out;
    }
    for (const std::string& rest : app.remaining(true)) {
        if (rest.starts_with("-")) refuse_unknown(app, rest.substr(0, rest.find('=')));
        throw misuse("unexpected argument \"" + rest + "\"" + did_you_mean(rest, {"init"}),
                     "A target is named with --target.");
    }
    out.init = init->parsed();
    for (const auto& [name, offer] : offers) {
        if (offer.option->count() == 0) continue;
        out.options[name] = offer.spec->type == OptionType::flag
                                ? std::vector<std::string>{offer.flag ? "true" : "false"}
                                : offer.values;
    }
    return out;
}

} // namespace flux::gen
