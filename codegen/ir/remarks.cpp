#include "ir/remarks.hpp"

#include <sstream>

namespace flux::gen {
namespace {

std::string trim(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// `language=type`, to the end of the line.
void take_type(const std::string& text, Remarks& remarks) {
    const auto equals = text.find('=');
    if (equals != std::string::npos)
        remarks.types[trim(text.substr(0, equals))] = trim(text.substr(equals + 1));
}

bool take_directive(const std::string& line, Remarks& remarks) {
    if (line.empty() || line[0] != '@') return false;
    const auto space = line.find_first_of(" \t");
    const std::string word = line.substr(1, space == std::string::npos ? space : space - 1);
    const std::string rest = space == std::string::npos ? "" : trim(line.substr(space));
    if (word == "name" && !rest.empty()) {
        remarks.rename = rest;
    } else if (word == "notnull" || word == "nullable") {
        remarks.not_null = word == "notnull";
    } else if (word == "deprecated") {
        remarks.deprecated = rest;
    } else if (word == "type" && rest.find('=') != std::string::npos) {
        take_type(rest, remarks);
    } else if (word == "skip") {
        std::istringstream names(rest);
        for (std::string name; names >> name;) remarks.skip_targets.insert(name);
        remarks.skip = remarks.skip_targets.empty();
    } else {
        return false;
    }
    return true;
}

// `gotype=X tstype=Record<string, Y>`: a value ends at a space outside brackets.
void take_seed_hints(const std::string& text, Remarks& remarks) {
    std::string item;
    int depth = 0;
    const auto finish = [&] {
        const auto equals = item.find("type=");
        if (equals != std::string::npos && equals > 0) {
            const std::string language = item.substr(0, equals);
            remarks.types[language == "py" ? "python" : language] = item.substr(equals + 5);
        }
        item.clear();
    };
    for (const char c : text + " ") {
        if (c == '<' || c == '(' || c == '[' || c == '{') ++depth;
        if (c == '>' || c == ')' || c == ']' || c == '}') --depth;
        if ((c == ' ' || c == '\n' || c == '\t') && depth <= 0)
            finish();
        else
            item += c;
    }
}

} // namespace

Remarks parse_remarks(const std::string& comment) {
    Remarks remarks;
    std::string prose = comment;
    const auto marker = comment.find("pg-flux:");
    if (marker != std::string::npos) {
        take_seed_hints(comment.substr(marker + 8), remarks);
        prose.resize(marker);
    }
    std::istringstream lines(prose);
    std::string kept;
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!take_directive(trim(line), remarks)) kept += line + "\n";
    }
    remarks.text = trim(kept);
    return remarks;
}

} // namespace flux::gen
