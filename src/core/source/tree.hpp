// libpg_query's JSON trees, read-only. Absent fields mean zero, false or an empty list there, so every
// accessor has a default. Not nlohmann::json, because nearly all of the time that a source takes here would
// go into building its values: a node is a few words in one array, and points into the text.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/source/name.hpp"

namespace flux::source {

class Document;

// A node, or no node: cheap to copy, valid as long as its Document.
class Tree {
public:
    Tree() = default;

    bool is_null() const { return document_ == nullptr; }
    bool is_array() const;
    bool is_object() const;
    bool is_string() const;
    bool is_structured() const { return is_array() || is_object(); }

    std::string_view key() const;  // as a field of an object, else empty
    std::string_view text() const; // of a string; of a number or a boolean as written

    class Iterator;
    Iterator begin() const;
    Iterator end() const;
    std::size_t size() const;
    bool empty() const;
    Tree front() const { return (*this)[0]; }
    Tree operator[](std::size_t position) const;

private:
    friend class Document;
    Tree(const Document* document, std::uint32_t node) : document_(document), node_(node) {}

    const Document* document_ = nullptr;
    std::uint32_t node_ = 0;
};

class Tree::Iterator {
public:
    Iterator(const Document* document, std::uint32_t node) : document_(document), node_(node) {}
    Tree operator*() const { return Tree(document_, node_); }
    Iterator& operator++();
    bool operator==(const Iterator& other) const { return node_ == other.node_; }

private:
    const Document* document_;
    std::uint32_t node_;
};

// Owns a tree. Not recursive, however deep the text nests.
class Document {
public:
    // Nothing for a text that is not JSON.
    static std::optional<Document> parse(std::string text);
    Document(Document&&) = default;
    Document& operator=(Document&&) = default;

    Tree root() const { return Tree(this, 1); }

private:
    friend class Tree;
    friend class DocumentParser;
    enum class Kind : std::uint8_t { string, scalar, array, object };
    struct Node {
        Kind kind = Kind::scalar;
        std::uint32_t first_child = 0; // 0: none
        std::uint32_t next = 0;
        std::string_view key;
        std::string_view text;
    };
    Document() = default;

    // Why not std::string: a short one moves its bytes when it is moved, and the views would dangle.
    std::vector<char> text_;
    std::vector<Node> nodes_; // [0] is none
    std::deque<std::string> unescaped_;
};

// The field, or no node.
Tree field(Tree node, std::string_view name);
bool has(Tree node, std::string_view name);
std::string text(Tree node, std::string_view name);
bool flag(Tree node, std::string_view name);

// Calls visit for the node and everything below it, a node before its children. Not recursive: trees can be
// deep.
template <typename Visit>
void for_each_below(Tree root, Visit visit) {
    std::vector<Tree> waiting{root};
    while (!waiting.empty()) {
        const Tree node = waiting.back();
        waiting.pop_back();
        visit(node);
        for (const Tree child : node) waiting.push_back(child);
    }
}

// {"CreateStmt": {…}}: its only key and its only value. A node without a tag has an empty one.
std::string_view tag(Tree node);
Tree untagged(Tree node);

// The values of a list of String nodes, bare or within {"List": {"items": …}}; of one String node, too.
std::vector<std::string> strings(Tree node);
// The list, bare or within {"List": …}; else no node, which has no elements.
Tree elements(Tree node);

// A name of one to three parts (the first of three is the database).
Name name_of(Name::Space space, const std::vector<std::string>& parts);
Name relation_of(Tree range_var);

} // namespace flux::source
