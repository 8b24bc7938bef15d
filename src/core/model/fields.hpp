// One list of fields a struct: reading from a row, equality, changes and JSON all come from it.
//
//   struct Sequence {
//       std::string type;
//       std::int64_t start = 1;
//       static constexpr auto fields() { return std::tuple(field("type", &Sequence::type), field("start", &Sequence::start)); }
//   };
//
// A field's name is the column of the kind's catalog query, the key in the JSON and the attribute that a change names.
// Types: bool, int64_t, std::string, Printed, a struct with fields of its own (a json column), optional of these,
// std::vector<std::string> (a text[] column) and std::vector of a struct (a json column: an array of objects).
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/model/json_value.hpp"
#include "core/model/rows.hpp"
#include "core/text/array.hpp"
#include "core/text/printed.hpp"

namespace flux {

// What a field means to a diff. `informative` is shown in the model and never compared (the position of a column).
enum class Use { compared, informative };

template <class Struct, class Type> struct Field {
    const char* name;
    Type Struct::*member;
    Use use;
};

template <class Struct, class Type>
constexpr Field<Struct, Type> field(const char* name, Type Struct::*member, Use use = Use::compared) {
    return {name, member, use};
}

template <class T>
concept Described = requires { T::fields(); };

template <Described T, class Visitor> constexpr void for_each_field(Visitor&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, T::fields());
}

// ---- equality

template <class T> bool same_value(const T& a, const T& b) { return a == b; }

template <Described T> bool same_value(const T& a, const T& b);
template <Described T> bool same_value(const std::vector<T>& a, const std::vector<T>& b);

template <Described T> bool same_value(const std::optional<T>& a, const std::optional<T>& b) {
    return a.has_value() == b.has_value() && (!a || same_value(*a, *b));
}

template <Described T> bool same_value(const std::vector<T>& a, const std::vector<T>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same_value(a[i], b[i])) return false;
    return true;
}

template <Described T> bool same_value(const T& a, const T& b) {
    bool same = true;
    for_each_field<T>([&](const auto& f) {
        same = same && (f.use == Use::informative || same_value(a.*f.member, b.*f.member));
    });
    return same;
}

// ---- JSON

// Everything, or only what a diff looks at.
enum class Detail { all, compared };

inline void write_value(JsonWriter& out, bool v, Detail) { out.value(v); }
inline void write_value(JsonWriter& out, std::int64_t v, Detail) { out.value(v); }
inline void write_value(JsonWriter& out, const std::string& v, Detail) { out.value(v); }
inline void write_value(JsonWriter& out, const Printed& v, Detail) { out.value(v.settled()); }
template <class T> void write_value(JsonWriter& out, const std::optional<T>& v, Detail detail);
template <class T> void write_value(JsonWriter& out, const std::vector<T>& v, Detail detail);
// The fields alone, into an object that is open.
template <Described T> void write_fields(JsonWriter& out, const T& v, Detail detail) {
    for_each_field<T>([&](const auto& f) {
        if (f.use == Use::informative && detail == Detail::compared) return;
        out.key(f.name);
        write_value(out, v.*f.member, detail);
    });
}
template <Described T> void write_value(JsonWriter& out, const T& v, Detail detail) {
    out.begin_object();
    write_fields(out, v, detail);
    out.end();
}
template <class T> void write_value(JsonWriter& out, const std::optional<T>& v, Detail detail) {
    if (v)
        write_value(out, *v, detail);
    else
        out.null();
}
template <class T> void write_value(JsonWriter& out, const std::vector<T>& v, Detail detail) {
    out.begin_array();
    for (const T& each : v) write_value(out, each, detail);
    out.end();
}

// A null leaves a string empty, a list empty and an optional without value.
inline void read_value(JsonView in, bool& v) { in.get(v); }
inline void read_value(JsonView in, std::int64_t& v) { in.get(v); }
inline void read_value(JsonView in, std::string& v) {
    if (!in.is_null()) in.get(v);
}
inline void read_value(JsonView in, Printed& v) {
    std::string text;
    read_value(in, text);
    v = std::move(text);
}
template <class T> void read_value(JsonView in, std::optional<T>& v);
template <class T> void read_value(JsonView in, std::vector<T>& v);
template <Described T> void read_value(JsonView in, T& v) {
    for_each_field<T>([&](const auto& f) {
        if (const auto value = in.find(f.name)) read_value(*value, v.*f.member);
    });
}
template <class T> void read_value(JsonView in, std::optional<T>& v) {
    v.reset();
    if (!in.is_null()) read_value(in, v.emplace());
}
template <class T> void read_value(JsonView in, std::vector<T>& v) {
    v.clear();
    if (in.is_null()) return;
    for (std::size_t i = 0, n = in.size(); i < n; ++i) read_value(in.at(i), v.emplace_back());
}

// ---- reading a row

inline void value_from_text(const std::string& text, bool& v) { v = text == "t"; }
inline void value_from_text(const std::string& text, std::int64_t& v) {
    std::from_chars(text.data(), text.data() + text.size(), v);
}
inline void value_from_text(const std::string& text, std::string& v) { v = text; }
inline void value_from_text(const std::string& text, Printed& v) { v = text; }
inline void value_from_text(const std::string& text, std::vector<std::string>& v) { v = parse_array(text); }
template <Described T> void value_from_text(const std::string& text, T& v) {
    read_value(JsonDocument(text).root(), v);
}
template <Described T> void value_from_text(const std::string& text, std::vector<T>& v) {
    read_value(JsonDocument(text).root(), v);
}
template <class T> void value_from_text(const std::string& text, std::optional<T>& v) { value_from_text(text, v.emplace()); }

// A NULL leaves the member as the struct initialises it.
template <Described T> T read_fields(const Row& row) {
    T out;
    for_each_field<T>([&](const auto& f) {
        if (const auto& cell = row.at(f.name)) value_from_text(*cell, out.*f.member);
    });
    return out;
}

} // namespace flux
