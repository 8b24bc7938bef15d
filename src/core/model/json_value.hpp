// Writing and reading JSON for the fields of structs, without nlohmann's headers: they are included by every kind, and what
// they would instantiate in each of them costs more to build than the rest of the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace flux {

// Builds one value from the outside in: begin_object, key, value, …, end.
class JsonWriter {
public:
    JsonWriter();
    ~JsonWriter();
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    void begin_object();
    void begin_array();
    void end();
    void key(const char* name);
    void value(bool v);
    void value(std::int64_t v);
    void value(const std::string& v);
    void null();

    nlohmann::json take();
    // Canonical: keys in order, no spaces, text as it is.
    std::string text() const;

private:
    void put(nlohmann::json&& v);

    std::unique_ptr<nlohmann::json> root_;
    std::vector<nlohmann::json*> open_;
    std::string key_;
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

// Canonical text of any value: keys in order, no spaces, text as it is in whatever encoding the database has.
std::string print_json(const nlohmann::json& value);

} // namespace flux
