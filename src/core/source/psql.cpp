#include "core/source/psql.hpp"

#include <algorithm>
#include <array>

#include "core/source/lexer.hpp"

namespace flux::source {
namespace {

constexpr std::array<std::string_view, 17> kUnsupported = {
    "i",  "ir",   "include", "include_relative", "if",   "elif", "else", "endif", "gexec", "g",
    "gx", "gset", "gdesc",   "crosstabview",     "copy", "bind", "watch"};

// Walks a source the way psql does: by tokens, by statements, and by lines where a backslash stands.
class Scan {
public:
    explicit Scan(std::string_view source) : source_(source), blanked_(source) {}

    void run() {
        Token token = next_token(source_, byte_order_mark());
        while (token.start < source_.size()) {
            std::size_t next = token.end;
            if (is_punctuation(source_, token, '\\'))
                next = command(token.start);
            else if (is_punctuation(source_, token, ';'))
                next = end_statement(token.end);
            else if (!is_comment(token))
                remember(token);
            token = next_token(source_, next);
        }
    }

    std::string blanked() && { return std::move(blanked_); }
    const std::vector<PsqlCommand>& commands() const { return commands_; }

private:
    // What editors of Windows put before the first character; psql skips it too.
    std::size_t byte_order_mark() {
        constexpr std::string_view kMark = "\xEF\xBB\xBF";
        if (!source_.starts_with(kMark)) return 0;
        blank(0, kMark.size());
        return kMark.size();
    }

    void blank(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; i++)
            if (blanked_[i] != '\n' && blanked_[i] != '\r') blanked_[i] = ' ';
    }

    std::size_t end_of_line(std::size_t from) const {
        return std::min(source_.find_first_of("\r\n", from), source_.size());
    }

    // To the end of its line; \\ ends a command, and what follows is SQL again. \; is a semicolon that sends
    // nothing.
    std::size_t command(std::size_t at) {
        if (at + 1 < source_.size() && source_[at + 1] == ';') {
            blank(at, at + 1);
            return end_statement(at + 2);
        }
        if (at + 1 < source_.size() && source_[at + 1] == '\\') {
            blank(at, at + 2);
            return at + 2;
        }
        const std::size_t line_end = end_of_line(at);
        const std::size_t ended = source_.substr(at, line_end - at).find("\\\\", 1);
        std::size_t end = ended == std::string_view::npos ? line_end : at + ended;
        const std::size_t name_end = std::min(source_.find_first_of(" \t\r\n\\", at + 1), line_end);
        commands_.push_back({std::string(source_.substr(at + 1, name_end - at - 1)), line_of(at)});
        if (end < line_end) end += 2;
        blank(at, end);
        return end;
    }

    int line_of(std::size_t at) {
        const auto offset = [&](std::size_t i) { return source_.begin() + static_cast<std::ptrdiff_t>(i); };
        line_ += static_cast<int>(std::count(offset(counted_to_), offset(at), '\n'));
        counted_to_ = at;
        return line_;
    }

    // COPY … FROM stdin; : the data starts on the next line and ends before a line that is just \.
    std::size_t end_statement(std::size_t end) {
        const bool is_copy = starts_with_copy_ && from_stdin_;
        starts_with_copy_ = from_stdin_ = false;
        words_ = 0;
        after_from_ = false;
        return is_copy ? blank_data(end) : end;
    }

    std::size_t blank_data(std::size_t end) {
        std::size_t line = source_.find('\n', end);
        while (line != std::string_view::npos && line + 1 < source_.size()) {
            const std::size_t start = line + 1, stop = end_of_line(start);
            blank(start, stop);
            if (source_.substr(start, stop - start) == "\\.") return stop;
            line = source_.find('\n', start);
        }
        return source_.size();
    }

    void remember(const Token& token) {
        words_++;
        if (words_ == 1) starts_with_copy_ = is_word(source_, token, "copy");
        if (after_from_ && is_word(source_, token, "stdin")) from_stdin_ = true;
        after_from_ = is_word(source_, token, "from");
    }

    std::string_view source_;
    std::string blanked_;
    std::vector<PsqlCommand> commands_;
    std::size_t words_ = 0, counted_to_ = 0;
    int line_ = 1;
    bool starts_with_copy_ = false, after_from_ = false, from_stdin_ = false;
};

} // namespace

std::string blank_psql_commands(std::string_view source) {
    Scan scan(source);
    scan.run();
    return std::move(scan).blanked();
}

std::vector<PsqlCommand> unsupported_psql_commands(std::string_view source) {
    Scan scan(source);
    scan.run();
    std::vector<PsqlCommand> found;
    for (const PsqlCommand& command : scan.commands())
        if (std::find(kUnsupported.begin(), kUnsupported.end(), command.name) != kUnsupported.end())
            found.push_back(command);
    return found;
}

} // namespace flux::source
