#include "config/file.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include "config/options.hpp"
#include "failure.hpp"
#include "targets/target.hpp"

namespace flux::gen {
namespace {

class Reader {
public:
    explicit Reader(const std::string& path) { config_.path = path; }

    Config read() {
        const toml::table root = parse();
        for (const auto& [key, node] : root) {
            const std::string name(key.str());
            if (name == "version") {
                if (node.value<int>() != 1) throw misuse(where(node) + ": version must be 1");
            } else if (name == "database") {
                config_.database = one(node, name);
            } else if (name == "model") {
                config_.model = one(node, name);
            } else if (name == "defaults" && node.is_table()) {
                for (const auto& [option, value] : *node.as_table()) {
                    known_option(std::string(option.str()), targets(), value);
                    config_.defaults[std::string(option.str())] = values(value);
                }
            } else if (name == "target" && node.is_array_of_tables()) {
                for (const auto& item : *node.as_array())
                    config_.targets.push_back(read_target(*item.as_table()));
            } else {
                throw misuse(where(node) + ": unknown key \"" + name + "\"" +
                                 did_you_mean(name, {"version", "database", "model", "defaults", "target"}),
                             name == "target" ? "Targets are written [[target]]." : "");
            }
        }
        return std::move(config_);
    }

private:
    toml::table parse() const {
        try {
            return toml::parse_file(config_.path);
        } catch (const toml::parse_error& error) {
            throw misuse(
                fmt::format("{}:{}: {}", config_.path, error.source().begin.line, error.description()));
        }
    }

    std::string where(const toml::node& node) const {
        return fmt::format("{}:{}", config_.path, node.source().begin.line);
    }

    std::string one(const toml::node& node, const std::string& name) const {
        const auto value = node.value<std::string>();
        if (!value) throw misuse(where(node) + ": " + name + " takes a text in quotes");
        return *value;
    }

    std::vector<std::string> values(const toml::node& node) const {
        if (const auto flag = node.as_boolean()) return {flag->get() ? "true" : "false"};
        if (const auto text = node.as_string()) return {text->get()};
        if (const auto number = node.as_integer()) return {std::to_string(number->get())};
        std::vector<std::string> out;
        if (const auto items = node.as_array()) {
            for (const auto& item : *items) out.push_back(one(item, "a list"));
            return out;
        }
        throw misuse(where(node) + ": a value is a text, true or false, or a list of texts");
    }

    void known_option(const std::string& name, const std::vector<const Target*>& among,
                      const toml::node& node) const {
        std::vector<std::string> names;
        for (const Target* target : among)
            for (const OptionSpec& spec : target->options) {
                if (spec.name == name) return;
                names.push_back(spec.name);
            }
        const std::string whose =
            among.size() == 1 ? fmt::format("target {} has no option", among[0]->name) : "there is no option";
        throw misuse(fmt::format("{}: {} \"{}\"{}", where(node), whose, name, did_you_mean(name, names)));
    }

    ConfigTarget read_target(const toml::table& table) const {
        ConfigTarget out;
        out.where = where(table);
        if (const auto* name = table.get("target")) out.name = one(*name, "target");
        if (out.name.empty()) throw misuse(out.where + ": a [[target]] without target = \"…\"");
        const Target& chosen = target(out.name);
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (name == "target") continue;
            if (name == "out") {
                out.out = one(node, name);
                continue;
            }
            known_option(name, {&chosen}, node);
            out.options[name] = values(node);
        }
        if (out.out.empty()) throw misuse(out.where + ": target " + out.name + " has no out = \"folder\"");
        return out;
    }

    Config config_;
};

std::string commented(const OptionSpec& spec) {
    std::string value;
    if (spec.type == OptionType::flag)
        value = spec.initial;
    else if (spec.type == OptionType::list)
        value = spec.initial.empty() ? "[]" : fmt::format("[\"{}\"]", spec.initial);
    else
        value = fmt::format("\"{}\"", spec.initial);
    std::string choices;
    for (const std::string& choice : spec.choices) choices += (choices.empty() ? ": " : " | ") + choice;
    return fmt::format("# {} = {}  # {}{}\n", spec.name, value, spec.help, choices);
}

} // namespace

Config read_config(const std::string& path) {
    return Reader(path).read();
}

std::string config_template() {
    std::string out = "# What pg_flux_gen writes. A line that begins with # shows an option's default.\n"
                      "version = 1\n"
                      "# database = \"postgresql:///mydb\"  # else DATABASE_URL, else PGHOST, PGDATABASE, …\n"
                      "# model = \"model.json\"             # a saved model in place of a database\n";
    bool first = true;
    for (const Target* known : targets()) {
        const std::string off = first ? "" : "# ";
        out += fmt::format("\n# {}: {}\n{}[[target]]\n{}target = \"{}\"\n{}out = \"src/{}\"\n", known->name,
                           known->summary, off, off, known->name, off, first ? "db" : known->name);
        for (const OptionSpec& spec : known->options) out += commented(spec);
        first = false;
    }
    return out;
}

} // namespace flux::gen
