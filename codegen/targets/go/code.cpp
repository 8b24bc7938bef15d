#include "targets/go/code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "names/literals.hpp"

namespace flux::gen::go {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kPackages = {
    {{"context", "context"},
     {"decimal", "github.com/shopspring/decimal"},
     {"driver", "database/sql/driver"},
     {"bun", "github.com/uptrace/bun"},
     {"fmt", "fmt"},
     {"json", "encoding/json"},
     {"net", "net"},
     {"netip", "net/netip"},
     {"pgtype", "github.com/jackc/pgx/v5/pgtype"},
     {"pgx", "github.com/jackc/pgx/v5"},
     {"sql", "database/sql"},
     {"time", "time"},
     {"uuid", "github.com/google/uuid"}}};

bool control(unsigned char c) {
    return c < 0x20 || c == 0x7F;
}

std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

// Why: marks that turn the direction of writing make code read otherwise than it runs.
std::string without_marks(std::string text) {
    for (const std::string_view mark :
         {"\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6",
          "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"})
        text = replaced(std::move(text), mark, "");
    return text;
}

// A line that gofmt takes for text: no indentation (code, lists), no link's definition, quotes as it prints
// them.
std::string plain_line(std::string_view line) {
    std::string out;
    for (const char c : line)
        if (!control(static_cast<unsigned char>(c)))
            out += c;
        else if (c == '\t')
            out += ' ';
    const auto first = out.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    out = out.substr(first, out.find_last_not_of(' ') - first + 1);
    if (out[0] == '[') out = replaced(out, "]:", "] :");
    if (out[0] == '#') out.insert(0, "\\");
    return without_marks(replaced(replaced(out, "``", "\xE2\x80\x9C"), "''", "\xE2\x80\x9D"));
}

// The width of a column holds for the lines on end that have it and a further one.
void align(std::vector<Line>& lines, std::size_t begin, std::size_t end, std::size_t column) {
    const auto broken = [&](std::size_t at) { return at > begin && !lines[at].doc.empty(); };
    for (std::size_t at = begin; at < end;) {
        if (lines[at].cells.size() <= column + 1) {
            ++at;
            continue;
        }
        std::size_t last = at, most = 0;
        while (last < end && lines[last].cells.size() > column + 1 && (last == at || !broken(last))) {
            most = std::max(most, width(lines[last].cells[column]));
            ++last;
        }
        for (std::size_t i = at; i < last; ++i)
            lines[i].cells[column].append(most - width(lines[i].cells[column]), ' ');
        align(lines, at, last, column + 1);
        at = last;
    }
}

} // namespace

std::string literal(const std::string& text) {
    const bool raw = text.find('"') != std::string::npos || text.find('\\') != std::string::npos;
    if (raw && std::none_of(text.begin(), text.end(),
                            [](char c) { return c == '`' || control(static_cast<unsigned char>(c)); }))
        return "`" + text + "`";
    return quoted(text);
}

std::string comment(const std::string& text, const std::string& indent) {
    std::vector<std::string> kept;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = rest.find('\n');
        const std::string line = plain_line(rest.substr(0, end));
        if (!line.empty() || (!kept.empty() && !kept.back().empty())) kept.push_back(line);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    if (!kept.empty() && kept.back().empty()) kept.pop_back();
    std::string out;
    for (const std::string& line : kept) out += indent + (line.empty() ? "//" : "// " + line) + "\n";
    return out;
}

std::string documentation(const std::string& lead, const Remarks& remarks, bool comments) {
    std::string text = lead;
    const auto paragraph = [&](const std::string& more) { text += (text.empty() ? "" : "\n\n") + more; };
    if (comments && !remarks.text.empty()) paragraph(remarks.text);
    if (remarks.deprecated)
        paragraph("Deprecated: " + (remarks.deprecated->empty() ? "no longer in use." : *remarks.deprecated));
    return text;
}

std::string aligned(const std::vector<Line>& lines) {
    std::vector<Line> work = lines;
    for (Line& line : work) std::erase(line.cells, ""); // a field without a tag
    align(work, 0, work.size(), 0);
    std::string out;
    for (const Line& line : work) {
        out += line.doc + "\t";
        for (std::size_t i = 0; i < line.cells.size(); ++i) out += (i ? " " : "") + line.cells[i];
        out += "\n";
    }
    return out;
}

std::string structure(const std::string& name, const std::vector<Line>& lines, const std::string& doc) {
    return fmt::format("\n{}type {} struct{}\n", comment(doc, ""), name,
                       lines.empty() ? "{}" : " {\n" + aligned(lines) + "}");
}

void Source::use(const std::string& type) {
    for (const auto& [name, path] : kPackages) {
        const std::string before = std::string(name) + ".";
        for (auto at = type.find(before); at != std::string::npos; at = type.find(before, at + 1)) {
            const char previous = at == 0 ? ' ' : type[at - 1];
            if (std::string_view(" *[](").find(previous) != std::string_view::npos)
                imports_[std::string(path)] = name;
        }
    }
}

void Source::import(const std::string& path, const std::string& name) {
    imports_[path] = name;
}

std::string Source::text(const std::string& package) const {
    std::string groups[2];
    for (const auto& [path, name] : imports_) {
        // The standard library's paths have no dot before the first slash.
        const bool foreign = path.substr(0, path.find('/')).find('.') != std::string::npos;
        std::string last = path.substr(path.rfind('/') + 1);
        if (last.size() > 1 && last[0] == 'v' &&
            last.find_first_not_of("0123456789", 1) == std::string::npos &&
            path.rfind('/') != std::string::npos) {
            const std::string parent = path.substr(0, path.rfind('/'));
            last = parent.substr(parent.rfind('/') + 1);
        }
        groups[foreign] += fmt::format("\t{}\"{}\"\n", last == name || name.empty() ? "" : name + " ", path);
    }
    std::string out = fmt::format("\npackage {}\n", package);
    if (!imports_.empty())
        out += fmt::format("\nimport (\n{}{}{})\n", groups[0],
                           groups[0].empty() || groups[1].empty() ? "" : "\n", groups[1]);
    return out + body_;
}

} // namespace flux::gen::go
