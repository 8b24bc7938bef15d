// A text that the server printed of a tree: an expression, a query, a clause. Two of them are equal where they settle alike,
// and the model shows what they settle to; statements are made from sql(), which loads to the tree that was printed.
#pragma once

#include <concepts>
#include <string>
#include <utility>

#include "core/text/settle.hpp"

namespace flux {

class Printed {
public:
    Printed() = default;
    template <std::convertible_to<std::string> Text> Printed(Text&& text) : text_(std::forward<Text>(text)) {}

    bool empty() const { return text_.empty(); }
    const std::string& text() const { return text_; }
    std::string sql() const { return loadable(text_); }
    std::string settled() const { return flux::settled(text_); }

    friend bool operator==(const Printed& a, const Printed& b) {
        return a.text_ == b.text_ || a.settled() == b.settled();
    }

private:
    std::string text_;
};

} // namespace flux
