// Writing and reading JSON for the fields of structs, without nlohmann's headers: they are included by every kind, and what
// they would instantiate in each of them costs more to build than the rest of the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace flux {

// Writes one value as text, from the outside in: begin_object, key, value, …, end. No spaces, keys in the order they come,
// text as it is in whatever encoding the database has.
class JsonWriter {
public:
    void begin_object() { begin('{', '}'); }
    void begin_array() { begin('[', ']'); }
    void end();
    void key(std::string_view name);
    void value(bool v);
    void value(std::int64_t v);
    void value(std::string_view v);
    void value(const char* v) { value(std::string_view(v)); }
    void null();
    std::string take() { return std::move(out_); }

private:
    void begin(char open, char close);
    void separate();

    std::string out_;
    std::string open_; // the brackets that will close what is open
    bool first_ = true;
};

// A look at a parsed value; valid while the JsonDocument lives. A value of another type than asked for is a fault of ours.
class JsonView {
public:
    explicit JsonView(const nlohmann::json& value) : value_(&value) {}
    bool is_null() const;
    bool is_string() const;
    void get(bool& v) const;
    void get(std::int64_t& v) const;
    void get(std::string& v) const;
    std::size_t size() const;
    JsonView at(std::size_t index) const;
    std::optional<JsonView> find(const char* key) const;

private:
    const nlohmann::json* value_;
};

class JsonDocument {
public:
    explicit JsonDocument(const std::string& text); // throws ErrorCode::internal where it is no JSON
    ~JsonDocument();
    JsonDocument(const JsonDocument&) = delete;
    JsonDocument& operator=(const JsonDocument&) = delete;
    JsonView root() const { return JsonView(*root_); }

private:
    std::unique_ptr<nlohmann::json> root_;
};

} // namespace flux
