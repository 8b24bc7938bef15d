// Options as data: a target lists what it takes, and the command line, the configuration file, the help and
// the checks all come from those lists. An option that no chosen target takes is refused, never ignored.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace flux::gen {

enum class OptionType { flag, text, choice, list };

struct OptionSpec {
    std::string name; // null_style; --null-style on the command line
    OptionType type;
    std::string initial;
    std::vector<std::string> choices; // of a choice, and of the items of a list where there are any
    std::string help;
};

using OptionSpecs = std::vector<OptionSpec>;
OptionSpecs operator+(OptionSpecs left, const OptionSpecs& right);

// What the user chose for one target. Asking for an option that the target does not list is a fault of the
// emitter.
class Settings {
public:
    explicit Settings(OptionSpecs specs);

    bool knows(const std::string& name) const;
    // Throws where the value is none of the choices; `where` begins the message.
    void set(const std::string& name, const std::vector<std::string>& values, const std::string& where);

    bool flag(const std::string& name) const { return one(name) == "true"; }
    const std::string& text(const std::string& name) const { return one(name); }
    bool is(const std::string& name, const char* choice) const { return one(name) == choice; }
    const std::vector<std::string>& list(const std::string& name) const;
    bool has(const std::string& name, const std::string& item) const;
    const OptionSpecs& specs() const { return specs_; }

private:
    const OptionSpec& spec(const std::string& name) const;
    const std::string& one(const std::string& name) const;

    OptionSpecs specs_;
    std::map<std::string, std::vector<std::string>> values_;
};

// The candidate that differs least, in quotes and asked for; empty where none is near.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& candidates);

} // namespace flux::gen
