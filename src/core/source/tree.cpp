#include "core/source/tree.hpp"

#include <utility>

namespace flux::source {

// One pass over the text with a stack of open arrays and objects.
class DocumentParser {
public:
    explicit DocumentParser(Document& document)
        : document_(document), text_(document.text_.data(), document.text_.size()) {}

    bool parse() {
        document_.nodes_.resize(1);
        do {
            if (!key() || !value()) return false;
            close_finished();
        } while (!open_.empty());
        return peek() == '\0';
    }

private:
    using Kind = Document::Kind;
    struct Open {
        std::uint32_t node;
        std::uint32_t last_child;
    };

    char peek() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            at_++;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool take(char c) {
        if (peek() != c) return false;
        at_++;
        return true;
    }

    bool key() {
        key_ = {};
        if (open_.empty() || document_.nodes_[open_.back().node].kind != Kind::object) return true;
        return string(key_) && take(':');
    }

    bool value() {
        std::string_view content;
        const char c = peek();
        if (c == '{' || c == '[') {
            at_++;
            const std::uint32_t node = add(c == '{' ? Kind::object : Kind::array, {});
            open_.push_back({node, 0});
            opens_ = !closes();
            return true;
        }
        if (c == '"') {
            if (!string(content)) return false;
            add(Kind::string, content);
            return true;
        }
        const std::size_t start = at_;
        while (at_ < text_.size() &&
               std::string_view(",]} \n\t\r").find(text_[at_]) == std::string_view::npos)
            at_++;
        if (at_ == start) return false;
        add(Kind::scalar, text_.substr(start, at_ - start));
        return true;
    }

    bool closes() { return peek() == '}' || peek() == ']'; }

    // After a value: a comma and the next one, or the end of what is open.
    void close_finished() {
        if (std::exchange(opens_, false)) return;
        while (!open_.empty()) {
            if (take(',')) return;
            const bool is_object = document_.nodes_[open_.back().node].kind == Kind::object;
            if (!take(is_object ? '}' : ']')) {
                at_ = text_.size() + 1; // neither: not JSON
                open_.clear();
                return;
            }
            open_.pop_back();
        }
    }

    std::uint32_t add(Kind kind, std::string_view content) {
        const auto node = static_cast<std::uint32_t>(document_.nodes_.size());
        document_.nodes_.push_back({kind, 0, 0, key_, content});
        if (open_.empty()) return node;
        Open& parent = open_.back();
        (parent.last_child ? document_.nodes_[parent.last_child].next
                           : document_.nodes_[parent.node].first_child) = node;
        parent.last_child = node;
        return node;
    }

    bool string(std::string_view& content) {
        if (!take('"')) return false;
        const std::size_t start = at_;
        bool escaped = false;
        for (; at_ < text_.size() && text_[at_] != '"'; at_++)
            if (text_[at_] == '\\') {
                escaped = true;
                at_++;
            }
        if (at_ >= text_.size()) return false;
        content = text_.substr(start, at_ - start);
        at_++;
        if (escaped) content = document_.unescaped_.emplace_back(unescape(content));
        return true;
    }

    // libpg_query writes \u only for characters below 128.
    static std::string unescape(std::string_view raw) {
        std::string value;
        for (std::size_t i = 0; i < raw.size(); i++) {
            if (raw[i] != '\\' || i + 1 == raw.size()) {
                value += raw[i];
                continue;
            }
            const char c = raw[++i];
            if (c == 'u') {
                unsigned code = 0;
                for (int digit = 0; digit < 4 && i + 1 < raw.size(); digit++)
                    code = code * 16 + hex(raw[++i]);
                value += static_cast<char>(code);
            } else
                value += c == 'n'   ? '\n'
                         : c == 't' ? '\t'
                         : c == 'r' ? '\r'
                         : c == 'b' ? '\b'
                         : c == 'f' ? '\f'
                                    : c;
        }
        return value;
    }
    static unsigned hex(char c) {
        return static_cast<unsigned>(c >= 'a' ? c - 'a' + 10 : c >= 'A' ? c - 'A' + 10 : c - '0');
    }

    Document& document_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    std::string_view key_;
    bool opens_ = false; // the value just read is an array or object with something in it
};

std::optional<Document> Document::parse(std::string text) {
    Document document;
    document.text_.assign(text.begin(), text.end());
    document.nodes_.reserve(text.size() / 16 + 2);
    if (!DocumentParser(document).parse()) return std::nullopt;
    return document;
}

bool Tree::is_array() const {
    return document_ && document_->nodes_[node_].kind == Document::Kind::array;
}
bool Tree::is_object() const {
    return document_ && document_->nodes_[node_].kind == Document::Kind::object;
}
bool Tree::is_string() const {
    return document_ && document_->nodes_[node_].kind == Document::Kind::string;
}
std::string_view Tree::key() const {
    return document_ ? document_->nodes_[node_].key : std::string_view();
}
std::string_view Tree::text() const {
    return document_ ? document_->nodes_[node_].text : std::string_view();
}

Tree::Iterator Tree::begin() const {
    return {document_, document_ ? document_->nodes_[node_].first_child : 0};
}
Tree::Iterator Tree::end() const {
    return {document_, 0};
}
Tree::Iterator& Tree::Iterator::operator++() {
    node_ = document_->nodes_[node_].next;
    return *this;
}

bool Tree::empty() const {
    return begin() == end();
}

std::size_t Tree::size() const {
    std::size_t count = 0;
    for (Iterator child = begin(); child != end(); ++child) count++;
    return count;
}

Tree Tree::operator[](std::size_t position) const {
    for (const Tree child : *this)
        if (position-- == 0) return child;
    return {};
}

Tree field(Tree node, std::string_view name) {
    if (node.is_object())
        for (const Tree child : node)
            if (child.key() == name) return child;
    return {};
}

bool has(Tree node, std::string_view name) {
    return !field(node, name).is_null();
}

std::string text(Tree node, std::string_view name) {
    const Tree value = field(node, name);
    return value.is_string() ? std::string(value.text()) : std::string();
}

bool flag(Tree node, std::string_view name) {
    return field(node, name).text() == "true";
}

std::string_view tag(Tree node) {
    if (!node.is_object() || node.empty()) return {};
    auto child = node.begin();
    const std::string_view key = (*child).key();
    const bool is_only = ++child == node.end();
    return is_only && !key.empty() && key.front() >= 'A' && key.front() <= 'Z' ? key : std::string_view();
}

Tree untagged(Tree node) {
    return tag(node).empty() ? node : node.front();
}

Tree elements(Tree node) {
    if (node.is_array()) return node;
    const Tree items = field(tag(node) == "List" ? untagged(node) : node, "items");
    return items.is_array() ? items : Tree();
}

std::vector<std::string> strings(Tree node) {
    if (tag(node) == "String") return {text(untagged(node), "sval")};
    std::vector<std::string> values;
    for (const Tree element : elements(node))
        if (tag(element) == "String") values.push_back(text(untagged(element), "sval"));
    return values;
}

Name name_of(Name::Space space, const std::vector<std::string>& parts) {
    if (parts.empty()) return {space, {}, {}, {}};
    return {space, parts.size() > 1 ? parts[parts.size() - 2] : std::string(), parts.back(), {}};
}

Name relation_of(Tree range_var) {
    const Tree range = untagged(range_var);
    return {Name::Space::relation, text(range, "schemaname"), text(range, "relname"), {}};
}

} // namespace flux::source
