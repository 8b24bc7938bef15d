#include "core/text/settle.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace flux {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Past the string or quoted identifier that begins at `at`.
std::size_t past_quoted(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const bool escapes = quote == '\'' && at > 0 && text[at - 1] == 'E' &&
                         (at == 1 || text[at - 2] == '(' || text[at - 2] == ' ' || text[at - 2] == '[' || text[at - 2] == ',');
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (escapes && text[i] == '\\') ++i;
        else if (text[i] == quote && i + 1 < text.size() && text[i + 1] == quote) ++i;
        else if (text[i] == quote) return i + 1;
    }
    return text.size();
}

bool opens(char c) { return c == '(' || c == '['; }
bool closes(char c) { return c == ')' || c == ']'; }

// Calls visit(position) for each character that stands outside of quotes and brackets, until it returns true.
template <class Visit> std::size_t find_at_top(std::string_view text, std::size_t from, const Visit& visit) {
    int depth = 0;
    for (std::size_t i = from; i < text.size();) {
        const char c = text[i];
        if (c == '\'' || c == '"') {
            i = past_quoted(text, i);
            continue;
        }
        if (closes(c)) --depth;
        if (depth == 0 && visit(i)) return i;
        if (opens(c)) ++depth;
        ++i;
    }
    return kNone;
}

// The bracket that closes the one at `at`.
std::size_t closing(std::string_view text, std::size_t at) {
    return find_at_top(text, at, [&](std::size_t i) { return i > at && closes(text[i]); });
}

// Where the name of a type that is written at `at` ends, before any "[]"; kNone where a type is not written like that.
std::size_t past_type(std::string_view text, std::size_t at) {
    std::size_t i = at;
    while (i < text.size()) {
        const char c = text[i];
        if (c == '"') {
            i = past_quoted(text, i);
        } else if (c == '(') {
            i = text.find_first_not_of("0123456789,", i + 1);
            if (i == kNone || text[i] != ')') return kNone;
            ++i;
        } else if (c == '_' || c == '.' || c == ' ' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                   static_cast<unsigned char>(c) >= 0x80) {
            ++i;
        } else {
            break;
        }
    }
    return i;
}

// The element type of an array type that is written at `at`, and where the array type ends.
std::optional<std::pair<std::string_view, std::size_t>> element_type(std::string_view text, std::size_t at) {
    const std::size_t end = past_type(text, at);
    if (end == kNone || !text.substr(end).starts_with("[]")) return std::nullopt;
    return std::pair(text.substr(at, end - at), end + 2);
}

std::vector<std::string_view> elements(std::string_view list) {
    std::vector<std::string_view> out;
    std::size_t start = 0;
    while (start < list.size()) {
        std::size_t end = find_at_top(list, start, [&](std::size_t i) { return list[i] == ','; });
        if (end == kNone) end = list.size();
        while (start < end && list[start] == ' ') ++start;
        out.push_back(list.substr(start, end - start));
        start = end + 1;
    }
    return out;
}

// The elements of ARRAY[a, b]; none where `text` is more than an array, or one without elements.
std::vector<std::string_view> array_elements(std::string_view text) {
    constexpr std::string_view kHead = "ARRAY[";
    if (!text.starts_with(kHead) || closing(text, kHead.size() - 1) != text.size() - 1) return {};
    return elements(text.substr(kHead.size(), text.size() - kHead.size() - 1));
}

// ARRAY[a, b] cast to type[]: each element is cast instead. nullopt where `inside` is more than an array.
std::optional<std::string> cast_elements(std::string_view inside, std::string_view type) {
    const auto all = array_elements(inside);
    if (all.empty()) return std::nullopt;
    std::string out;
    for (const std::string_view element : all) {
        out += out.empty() ? "ARRAY[" : ", ";
        if (const auto inner = cast_elements(element, type)) // of more dimensions
            out += *inner;
        else
            out.append("(").append(element).append(")::").append(type);
    }
    return out + "]";
}

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == kNone; }

// The type of an array's element, where its text tells it: a constant, or what is cast. Empty where it does not.
std::string_view told_type(std::string_view element) {
    if (element == "true" || element == "false") return "boolean";
    if (all_digits(element)) return "integer";
    if (element.find_first_not_of("0123456789.") == kNone) return "numeric";
    std::size_t at = kNone;
    if (element.starts_with('\'')) at = past_quoted(element, 0);
    else if (element.starts_with("E'")) at = past_quoted(element, 1);
    else if (element.starts_with("NULL")) at = 4;
    else if (element.starts_with('(')) at = closing(element, 0);
    if (at != kNone && element[0] == '(') ++at;
    if (at == kNone || !element.substr(at).starts_with("::")) return {};
    std::size_t end = past_type(element, at + 2);
    if (end == kNone) return {};
    while (element.substr(end).starts_with("[]")) end += 2;
    return end == element.size() ? element.substr(at + 2) : std::string_view{};
}

// What the elements of ARRAY[a, b] are, to the last modifier; empty where one does not tell, or they differ.
std::string_view common_type(std::string_view array) {
    std::string_view type;
    for (const std::string_view element : array_elements(array)) {
        const std::string_view its = element.starts_with("ARRAY[") ? common_type(element) : told_type(element);
        if (its.empty() || (!type.empty() && its != type)) return {};
        type = its;
    }
    return type;
}

// What stands between two brackets, as far as it is read.
struct Frame {
    char bracket = 0;
    std::string text;
    bool ands = false, ors = false; // words that stand at its top
    // Where it begins with a group in parentheses: the end of that, and the words at its top.
    std::size_t first_end = 0;
    bool first_ands = false, first_ors = false;

    bool is_query() const { return text.starts_with("SELECT ") || text.starts_with("WITH "); }
};

// Does it read ((a AND b) AND c)?
bool opens_with_its_like(const Frame& frame) {
    if (frame.first_end == 0 || frame.first_ands == frame.first_ors) return false;
    const std::string_view word = frame.first_ands ? " AND " : " OR ";
    return std::string_view(frame.text).substr(frame.first_end).starts_with(word);
}

void flatten(Frame& frame) {
    frame.text.erase(frame.first_end - 1, 1);
    frame.text.erase(0, 1);
}

enum class Form { settled, loadable };

// Why a stack and no recursion: what people nest, they nest deeply.
class Writer {
public:
    Writer(std::string_view text, Form form) : text_(text), form_(form) {}

    // nullopt where brackets do not match.
    std::optional<std::string> run() {
        while (at_ < text_.size()) step();
        if (frames_.size() != 1) return std::nullopt;
        return std::move(frames_.front().text);
    }

private:
    void step() {
        const char c = text_[at_];
        if (c == '\'' || c == '"') {
            const std::size_t end = past_quoted(text_, at_);
            frames_.back().text += text_.substr(at_, end - at_);
            at_ = end;
            return;
        }
        ++at_;
        if (opens(c)) {
            frames_.emplace_back().bracket = c;
        } else if (closes(c) && frames_.size() > 1) {
            close(c);
        } else {
            frames_.back().text += c;
            if (c == ' ') note_word();
        }
    }

    void note_word() {
        const std::string_view rest = text_.substr(at_);
        frames_.back().ands |= rest.starts_with("AND ");
        frames_.back().ors |= rest.starts_with("OR ");
    }

    void close(char c) {
        Frame inner = std::move(frames_.back());
        frames_.pop_back();
        Frame& outer = frames_.back();
        if (inner.bracket == '(') {
            if (opens_with_its_like(inner)) form_ == Form::settled ? flatten(inner) : keep_group(inner);
            if (form_ == Form::settled ? cast(inner.text, outer) : keep_array(inner.text, outer)) return;
        }
        const bool first = outer.text.empty() && inner.bracket == '(' && !inner.is_query();
        outer.text.append(1, inner.bracket).append(inner.text).append(1, c);
        if (!first) return;
        outer.first_end = outer.text.size();
        outer.first_ands = inner.ands;
        outer.first_ors = inner.ors;
    }

    bool cast(const std::string& inside, Frame& outer) {
        if (!text_.substr(at_).starts_with("::")) return false;
        const auto type = element_type(text_, at_ + 2);
        const auto array = type ? cast_elements(inside, type->first) : std::nullopt;
        if (!array) return false;
        outer.text += *array;
        at_ = type->second;
        return true;
    }

    static void keep_group(Frame& frame) { frame.text.insert(frame.first_end, "::boolean"); }

    bool keep_array(const std::string& inside, Frame& outer) const {
        if (!text_.substr(at_).starts_with("::") || !element_type(text_, at_ + 2)) return false;
        const std::string_view type = common_type(inside);
        if (type.empty()) return false;
        outer.text.append("(").append(inside).append("::").append(type).append("[])");
        return true;
    }

    std::string_view text_;
    Form form_;
    std::size_t at_ = 0;
    std::vector<Frame> frames_ = std::vector<Frame>(1);
};

std::string write(std::string printed, Form form) {
    if (printed.find("(ARRAY[") == std::string::npos && printed.find(") AND ") == std::string::npos &&
        printed.find(") OR ") == std::string::npos)
        return printed;
    return Writer(printed, form).run().value_or(printed);
}

} // namespace

std::string settled(std::string printed) { return write(std::move(printed), Form::settled); }

std::string loadable(std::string printed) { return write(std::move(printed), Form::loadable); }

} // namespace flux
