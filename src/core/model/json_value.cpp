#include "core/model/json_value.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"

namespace flux {

using nlohmann::json;

namespace {

[[noreturn]] void wrong_type() { throw Error(ErrorCode::internal, "a JSON value is not of the type that was expected"); }

// Runs of plain text in one piece.
void print_text(std::string_view text, std::string& out) {
    static constexpr char kDigits[] = "0123456789abcdef";
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c != '"' && c != '\\' && c >= 0x20) continue;
        out.append(text, done, i - done);
        done = i + 1;
        if (c >= 0x20)
            (out += '\\') += text[i];
        else
            ((out += "\\u00") += kDigits[c >> 4]) += kDigits[c & 15];
    }
    out.append(text, done);
    out += '"';
}

} // namespace

void JsonWriter::separate() {
    if (!first_) out_ += ',';
    first_ = false;
}

void JsonWriter::begin(char open, char close) {
    separate();
    out_ += open;
    open_ += close;
    first_ = true;
}

void JsonWriter::end() {
    out_ += open_.back();
    open_.pop_back();
    first_ = false;
}

void JsonWriter::key(std::string_view name) {
    separate();
    print_text(name, out_);
    out_ += ':';
    first_ = true;
}

void JsonWriter::value(bool v) {
    separate();
    out_ += v ? "true" : "false";
}

void JsonWriter::value(std::int64_t v) {
    separate();
    out_ += std::to_string(v);
}

void JsonWriter::value(std::string_view v) {
    separate();
    print_text(v, out_);
}

void JsonWriter::null() {
    separate();
    out_ += "null";
}

bool JsonView::is_null() const { return value_->is_null(); }
bool JsonView::is_string() const { return value_->is_string(); }

void JsonView::get(bool& v) const {
    if (!value_->is_boolean()) wrong_type();
    v = value_->get<bool>();
}

void JsonView::get(std::int64_t& v) const {
    if (!value_->is_number_integer()) wrong_type();
    v = value_->get<std::int64_t>();
}

void JsonView::get(std::string& v) const {
    if (!value_->is_string()) wrong_type();
    v = value_->get_ref<const std::string&>();
}

std::size_t JsonView::size() const {
    if (!value_->is_array()) wrong_type();
    return value_->size();
}

JsonView JsonView::at(std::size_t index) const { return JsonView((*value_)[index]); }

std::optional<JsonView> JsonView::find(const char* key) const {
    if (!value_->is_object()) wrong_type();
    const auto at = value_->find(key);
    if (at == value_->end()) return std::nullopt;
    return JsonView(*at);
}

JsonDocument::JsonDocument(const std::string& text)
    : root_(std::make_unique<json>(json::parse(text, nullptr, false))) {
    if (root_->is_discarded()) throw Error(ErrorCode::internal, "a catalog query gave no valid JSON");
}
JsonDocument::~JsonDocument() = default;

} // namespace flux
