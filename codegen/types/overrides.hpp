// The user's own types and nullability: by option, and by directive in a comment. The last rule that fits
// wins; a directive wins over all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/options.hpp"
#include "failure.hpp"
#include "ir/ir.hpp"

namespace flux::gen {

struct CustomType {
    std::string text;   // Meta, Record<string, Meta>
    std::string module; // where it is imported from; may be empty
};

class Overrides {
public:
    // `language`: ts, python, go, rust: what directives are looked at.
    Overrides(const Settings& settings, std::string language);

    std::optional<CustomType> for_type(const QName& type) const;
    std::optional<CustomType> for_column(const QName& relation, const Column& column) const;
    bool not_null(const QName& relation, const Column& column) const;

    static CustomType parse(const std::string& text); // `Type from module`

private:
    struct Rule {
        std::string pattern;
        CustomType type;
    };
    std::vector<Rule> rules_;
    std::vector<std::string> not_null_, nullable_;
    std::string language_;
};

// Says what is not covered, and the rule that would cover it.
Failure unknown_type(const std::string& where, const TypeRef& type, const std::string& target);

} // namespace flux::gen
