#include "core/plan/migration.hpp"

#include <algorithm>
#include <charconv>

#include "core/error.hpp"
#include "core/source/lexer.hpp"

namespace flux {
namespace {

using nlohmann::json;

constexpr std::string_view kHead = "-- pg_flux migration ", kHash = "-- pg_flux hash ", kStep = "-- pg_flux step ";
constexpr std::string_view kUp = "-- pg_flux up", kDown = "-- pg_flux down", kOurs = "-- pg_flux ";
constexpr std::size_t kDigits = 4, kLongestLabel = 60;
constexpr int kFormat = 1;

std::string_view part_name(MigrationPart part) {
    return part == MigrationPart::both ? "both" : part == MigrationPart::up ? "up" : "down";
}

MigrationPart part_of(const std::string& name) {
    for (const MigrationPart part : {MigrationPart::both, MigrationPart::up, MigrationPart::down})
        if (name == part_name(part)) return part;
    throw Error(ErrorCode::invalid_parameter, "the header of the migration has an unknown part \"" + name + "\"");
}

std::string header(const Migration& migration) {
    const PlanDocument& plan = migration.plan;
    nlohmann::ordered_json out = {{"format", kFormat}, {"part", part_name(migration.part)}, {"schemas", plan.schemas},
                                  {"from", plan.from}, {"to", plan.to}};
    if (!plan.source_hash.empty()) out["source"] = plan.source_hash;
    if (migration.edited) out["edited"] = true;
    if (!plan.no_undo.empty()) out["no_undo"] = plan.no_undo;
    return std::string(kHead) + out.dump() + "\n";
}

// What of a step is not in its SQL and not as usual.
std::string facts(const Step& step) {
    json out = step_to_json(step, 0);
    // Sizes and measurements are those of one database.
    for (const char* each : {"step", "sql", "findings", "measured"}) out.erase(each);
    for (auto it = out.begin(); it != out.end();)
        it = it->is_null() || it->empty() || *it == false || (it.key() == "transactional" && *it == true) ? out.erase(it) : ++it;
    return std::string(kStep) + out.dump() + "\n";
}

std::string part_text(std::string_view marker, const Plan& steps) {
    std::string out = "\n" + std::string(marker) + "\n";
    for (const Step& step : steps) out += "\n" + facts(step) + step.sql + ";\n";
    return out;
}

void read_header(std::string_view line, Migration& out) {
    const json header = json::parse(line.substr(kHead.size()));
    if (header.at("format") != kFormat)
        throw Error(ErrorCode::invalid_parameter, "the migration is of a format that this version does not know");
    out.part = part_of(header.at("part").get<std::string>());
    out.plan.schemas = header.at("schemas").get<std::vector<std::string>>();
    out.plan.from = header.at("from").get<std::string>();
    out.plan.to = header.at("to").get<std::string>();
    out.plan.source_hash = header.value("source", "");
    out.plan.no_undo = header.value("no_undo", "");
    out.edited = header.value("edited", false);
}

Step read_step(std::string_view line) {
    json facts = {{"op", "alter"}, {"kind", "script"}, {"object", ""}, {"sql", ""}, {"hazards", json::array()},
                  {"lock", nullptr}, {"rewrites", false}, {"scans", false}, {"transactional", true}};
    if (!line.empty()) facts.update(json::parse(line.substr(kStep.size())));
    return step_from_json(facts);
}

// Without blanks around it, and without the last semicolon.
std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.ends_with(';')) text.remove_suffix(1);
    return text;
}

bool has_statement(std::string_view text) {
    const auto tokens = source::lex(text);
    return std::any_of(tokens.begin(), tokens.end(), [&](const source::Token& token) {
        return !source::is_comment(token) && !source::is_punctuation(text, token, ';');
    });
}

// Goes through the comments of ours; what lies between two of them belongs to the first.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    Migration read() {
        std::size_t from = 0;
        for (const source::Token& token : source::lex(text_)) {
            const std::string_view line = source::text_of(text_, token);
            if (token.kind != source::TokenKind::line_comment || !line.starts_with(kOurs)) continue;
            add(text_.substr(from, token.start - from));
            take(trimmed(line));
            from = token.end;
        }
        add(text_.substr(from));
        if (out_.part == MigrationPart::up && out_.plan.no_undo.empty()) out_.plan.no_undo = "it is in a file of its own";
        return std::move(out_);
    }

private:
    void take(std::string_view line) {
        step_ = {};
        try {
            if (line.starts_with(kHead))
                read_header(line, out_);
            else if (line.starts_with(kHash))
                out_.hash = line.substr(kHash.size());
            else if (line.starts_with(kStep))
                step_ = line, (void)read_step(line);
            else if (line == kUp || line == kDown)
                down_ = line == kDown;
            else
                throw Error(ErrorCode::invalid_parameter, "the migration has a comment that is not understood", std::string(line));
        } catch (const json::exception&) {
            throw Error(ErrorCode::invalid_parameter, "the migration has a comment that is not understood", std::string(line));
        }
    }

    void add(std::string_view sql) {
        if (!has_statement(sql)) return;
        Step step = read_step(step_);
        step.sql = trimmed(sql);
        (down_ && out_.part == MigrationPart::both ? out_.plan.undo : out_.plan.steps).push_back(std::move(step));
    }

    std::string_view text_, step_;
    bool down_ = false;
    Migration out_;
};

} // namespace

std::string migration_text(const Migration& migration) {
    const PlanDocument& plan = migration.plan;
    std::string out = header(migration);
    if (!migration.hash.empty()) out += std::string(kHash) + migration.hash + "\n";
    out += part_text(migration.part == MigrationPart::down ? kDown : kUp, plan.steps);
    if (migration.part == MigrationPart::both) out += part_text(kDown, plan.undo);
    return out;
}

Migration read_migration(std::string_view text) { return Reader(text).read(); }

std::string hashed_text(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.starts_with(kHash)) out.append(line) += '\n';
    }
    out.erase(out.find_last_not_of(" \t\n") + 1);
    return out;
}

std::string migration_name(int number, const std::string& label) {
    std::string digits = std::to_string(number), word;
    digits.insert(0, kDigits - std::min(kDigits, digits.size()), '0');
    for (const char c : source::to_lower(label)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) word += c;
        else if (!word.empty() && word.back() != '_') word += '_';
    }
    word.resize(std::min(word.size(), kLongestLabel));
    while (word.ends_with('_')) word.pop_back();
    return digits + (word.empty() ? "" : "_" + word);
}

int migration_number(std::string_view name) {
    int out = 0;
    std::from_chars(name.data(), name.data() + name.size(), out);
    return std::max(out, 0);
}

} // namespace flux
