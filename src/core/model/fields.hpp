// One list of fields a struct: reading from a row, equality, changes and JSON all come from it.
//
//   struct Sequence {
//       std::string type;
//       std::int64_t start = 1;
//       static constexpr auto fields() { return std::tuple(field("type", &Sequence::type), field("start",
//       &Sequence::start)); }
//   };
//
// A field's name is the column of the kind's catalog query, the key in the JSON and the attribute that a
// change names. Types: bool, int64_t, std::string, a struct with fields of its own (a json column), optional
// of these, std::vector<std::string> (a text[] column) and std::vector of a struct (a json column: an array
// of objects).
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/model/rows.hpp"
#include "core/text/array.hpp"

namespace flux {

// What a field means to a diff. `informative` is shown in the model and never compared (the position of a
// column).
enum class Use { compared, informative };

template <class Struct, class Type>
struct Field {
    const char* name;
    Type Struct::*member;
    Use use;
};

template <class Struct, class Type>
constexpr Field<Struct, Type> field(const char* name, Type Struct::*member, Use use = Use::compared) {
    return {name, member, use};
}

template <class T>
concept Described = requires {
    T::fields();
};

template <Described T, class Visitor>
constexpr void for_each_field(Visitor&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, T::fields());
}

// ---- equality

template <class T>
bool same_value(const T& a, const T& b) {
    return a == b;
}

template <Described T>
bool same_value(const T& a, const T& b);
template <Described T>
bool same_value(const std::vector<T>& a, const std::vector<T>& b);

template <Described T>
bool same_value(const std::optional<T>& a, const std::optional<T>& b) {
    return a.has_value() == b.has_value() && (!a || same_value(*a, *b));
}

template <Described T>
bool same_value(const std::vector<T>& a, const std::vector<T>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same_value(a[i], b[i])) return false;
    return true;
}

template <Described T>
bool same_value(const T& a, const T& b) {
    bool same = true;
    for_each_field<T>([&](const auto& f) {
        same = same && (f.use == Use::informative || same_value(a.*f.member, b.*f.member));
    });
    return same;
}

// ---- JSON

// Why declared first: the structs live in other namespaces, so what comes later in this file would not be
// found.
template <Described T>
nlohmann::json value_to_json(const T& v);
template <Described T>
nlohmann::json value_to_json(const std::vector<T>& v);
template <Described T>
void value_from_json(const nlohmann::json& j, T& v);
template <Described T>
void value_from_json(const nlohmann::json& j, std::vector<T>& v);
template <Described T>
void value_from_text(const std::string& text, T& v);
template <Described T>
void value_from_text(const std::string& text, std::vector<T>& v);

inline nlohmann::json value_to_json(bool v) {
    return v;
}
inline nlohmann::json value_to_json(std::int64_t v) {
    return v;
}
inline nlohmann::json value_to_json(const std::string& v) {
    return v;
}
inline nlohmann::json value_to_json(const std::vector<std::string>& v) {
    return v;
}
template <class T>
nlohmann::json value_to_json(const std::optional<T>& v);
template <Described T>
nlohmann::json value_to_json(const T& v);
template <Described T>
nlohmann::json value_to_json(const std::vector<T>& v);

template <class T>
nlohmann::json value_to_json(const std::optional<T>& v) {
    return v ? value_to_json(*v) : nlohmann::json(nullptr);
}
template <Described T>
nlohmann::json value_to_json(const T& v) {
    nlohmann::json out = nlohmann::json::object();
    for_each_field<T>([&](const auto& f) { out[f.name] = value_to_json(v.*f.member); });
    return out;
}
template <Described T>
nlohmann::json value_to_json(const std::vector<T>& v) {
    nlohmann::json out = nlohmann::json::array();
    for (const T& each : v) out.push_back(value_to_json(each));
    return out;
}

inline void value_from_json(const nlohmann::json& j, bool& v) {
    v = j.get<bool>();
}
inline void value_from_json(const nlohmann::json& j, std::int64_t& v) {
    v = j.get<std::int64_t>();
}
inline void value_from_json(const nlohmann::json& j, std::string& v) {
    v = j.is_null() ? "" : j.get<std::string>();
}
inline void value_from_json(const nlohmann::json& j, std::vector<std::string>& v) {
    v = j.is_null() ? std::vector<std::string>{} : j.get<std::vector<std::string>>();
}
template <class T>
void value_from_json(const nlohmann::json& j, std::optional<T>& v);
template <Described T>
void value_from_json(const nlohmann::json& j, T& v);
template <Described T>
void value_from_json(const nlohmann::json& j, std::vector<T>& v);

template <class T>
void value_from_json(const nlohmann::json& j, std::optional<T>& v) {
    if (j.is_null())
        v.reset();
    else
        value_from_json(j, v.emplace());
}
template <Described T>
void value_from_json(const nlohmann::json& j, T& v) {
    for_each_field<T>([&](const auto& f) {
        if (const auto it = j.find(f.name); it != j.end()) value_from_json(*it, v.*f.member);
    });
}
template <Described T>
void value_from_json(const nlohmann::json& j, std::vector<T>& v) {
    v.clear();
    if (j.is_null()) return;
    for (const auto& each : j) value_from_json(each, v.emplace_back());
}

// ---- canonical text: what is compared, without loss and without ambiguity; what a fingerprint is made of

inline void append_canonical(std::string& out, bool v) { out += v ? 't' : 'f'; }
inline void append_canonical(std::string& out, std::int64_t v) { out += std::to_string(v) + ';'; }
inline void append_canonical(std::string& out, const std::string& v) {
    out += std::to_string(v.size()) + ':';
    out += v;
}
template <class T> void append_canonical(std::string& out, const std::optional<T>& v) {
    if (v)
        append_canonical(out += '+', *v);
    else
        out += '-';
}
template <class T> void append_canonical(std::string& out, const std::vector<T>& v);
template <Described T> void append_canonical(std::string& out, const T& v) {
    out += '{';
    for_each_field<T>([&](const auto& f) {
        if (f.use == Use::compared) append_canonical((out += f.name) += '=', v.*f.member);
    });
    out += '}';
}
template <class T> void append_canonical(std::string& out, const std::vector<T>& v) {
    out += '[';
    for (const T& each : v) append_canonical(out, each);
    out += ']';
}

// ---- reading a row

inline void value_from_text(const std::string& text, bool& v) {
    v = text == "t";
}
inline void value_from_text(const std::string& text, std::int64_t& v) {
    std::from_chars(text.data(), text.data() + text.size(), v);
}
inline void value_from_text(const std::string& text, std::string& v) {
    v = text;
}
inline void value_from_text(const std::string& text, std::vector<std::string>& v) {
    v = parse_array(text);
}
template <class T>
void value_from_text(const std::string& text, std::optional<T>& v) {
    value_from_text(text, v.emplace());
}
template <Described T>
void value_from_text(const std::string& text, T& v) {
    value_from_json(nlohmann::json::parse(text), v);
}
template <Described T>
void value_from_text(const std::string& text, std::vector<T>& v) {
    value_from_json(nlohmann::json::parse(text), v);
}

// A NULL leaves the member as the struct initialises it.
template <Described T>
T read_fields(const Row& row) {
    T out;
    for_each_field<T>([&](const auto& f) {
        if (const auto& cell = row.at(f.name)) value_from_text(*cell, out.*f.member);
    });
    return out;
}

} // namespace flux
