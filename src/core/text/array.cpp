#include "core/text/array.hpp"

#include "core/error.hpp"

namespace flux {
namespace {

class ArrayReader {
public:
    explicit ArrayReader(std::string_view text) : text_(text) {}

    std::vector<std::string> read() {
        std::vector<std::string> elements;
        expect('{');
        while (peek() != '}') {
            const bool quoted = peek() == '"';
            std::string element = quoted ? read_quoted() : read_bare();
            if (quoted || element != "NULL") elements.push_back(std::move(element));
            if (peek() == ',') ++at_;
        }
        expect('}');
        return elements;
    }

private:
    char peek() const {
        if (at_ >= text_.size()) throw Error(ErrorCode::internal, "malformed array literal");
        return text_[at_];
    }
    void expect(char c) {
        if (peek() != c) throw Error(ErrorCode::internal, "malformed array literal");
        ++at_;
    }
    std::string read_quoted() {
        std::string out;
        for (++at_; peek() != '"'; ++at_) {
            if (peek() == '\\') ++at_;
            out += peek();
        }
        ++at_;
        return out;
    }
    std::string read_bare() {
        std::string out;
        for (; peek() != ',' && peek() != '}'; ++at_) {
            if (peek() == '\\') ++at_;
            out += peek();
        }
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

std::vector<std::string> parse_array(std::string_view literal) { return ArrayReader(literal).read(); }

} // namespace flux
