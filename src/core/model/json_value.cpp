#include "core/model/json_value.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"

namespace flux {

using nlohmann::json;

namespace {

[[noreturn]] void wrong_type() { throw Error(ErrorCode::internal, "a JSON value is not of the type that was expected"); }

void print_text(const std::string& text, std::string& out) {
    static constexpr char kDigits[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += kDigits[static_cast<unsigned char>(c) >> 4];
            out += kDigits[c & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void print(const json& value, std::string& out) {
    if (value.is_string()) return print_text(value.get_ref<const std::string&>(), out);
    if (!value.is_structured()) {
        out += value.dump();
        return;
    }
    const bool object = value.is_object();
    out += object ? '{' : '[';
    bool first = true;
    for (auto at = value.begin(); at != value.end(); ++at) {
        if (!first) out += ',';
        first = false;
        if (object) {
            print_text(at.key(), out);
            out += ':';
        }
        print(*at, out);
    }
    out += object ? '}' : ']';
}

} // namespace

JsonWriter::JsonWriter() : root_(std::make_unique<json>()) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::put(json&& v) {
    if (open_.empty())
        *root_ = std::move(v);
    else if (open_.back()->is_object())
        (*open_.back())[key_] = std::move(v);
    else
        open_.back()->push_back(std::move(v));
}

void JsonWriter::begin_object() {
    json* const parent = open_.empty() ? nullptr : open_.back();
    put(json::object());
    open_.push_back(!parent ? root_.get() : parent->is_object() ? &(*parent)[key_] : &parent->back());
}

void JsonWriter::begin_array() {
    json* const parent = open_.empty() ? nullptr : open_.back();
    put(json::array());
    open_.push_back(!parent ? root_.get() : parent->is_object() ? &(*parent)[key_] : &parent->back());
}

void JsonWriter::end() { open_.pop_back(); }
void JsonWriter::key(const char* name) { key_ = name; }
void JsonWriter::value(bool v) { put(json(v)); }
void JsonWriter::value(std::int64_t v) { put(json(v)); }
void JsonWriter::value(const std::string& v) { put(json(v)); }
void JsonWriter::null() { put(json()); }
json JsonWriter::take() { return std::move(*root_); }
std::string JsonWriter::text() const { return print_json(*root_); }

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

std::string print_json(const json& value) {
    std::string out;
    print(value, out);
    return out;
}

} // namespace flux
