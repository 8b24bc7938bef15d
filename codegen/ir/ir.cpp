#include "ir/ir.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace flux::gen {
namespace {

struct BuiltinRange {
    const char *range, *multirange, *bound;
};
constexpr std::array<BuiltinRange, 6> kRanges = {{{"int4range", "int4multirange", "int4"},
                                                  {"int8range", "int8multirange", "int8"},
                                                  {"numrange", "nummultirange", "numeric"},
                                                  {"daterange", "datemultirange", "date"},
                                                  {"tsrange", "tsmultirange", "timestamp"},
                                                  {"tstzrange", "tstzmultirange", "timestamptz"}}};

std::vector<Parameter> those(const std::vector<Parameter>& parameters, bool (Parameter::*wanted)() const) {
    std::vector<Parameter> out;
    for (const Parameter& parameter : parameters)
        if ((parameter.*wanted)()) out.push_back(parameter);
    return out;
}

std::optional<TypeRef> bound_of(const Range* own, const TypeRef& type, const char* BuiltinRange::*which) {
    if (type.array) return std::nullopt;
    if (own) return own->subtype;
    for (const BuiltinRange& known : kRanges)
        if (type.is(known.*which)) return TypeRef{{"pg_catalog", known.bound}, false, {}};
    return std::nullopt;
}

} // namespace

template <class T>
const T* Schema::find(const std::vector<T>& sorted, const QName& name) {
    const auto at =
        std::lower_bound(sorted.begin(), sorted.end(), name,
                         [](const T& object, const QName& wanted) { return object.name < wanted; });
    return at != sorted.end() && at->name == name ? &*at : nullptr;
}
template const Relation* Schema::find(const std::vector<Relation>&, const QName&);
template const Enum* Schema::find(const std::vector<Enum>&, const QName&);
template const Domain* Schema::find(const std::vector<Domain>&, const QName&);
template const Composite* Schema::find(const std::vector<Composite>&, const QName&);
template const Range* Schema::find(const std::vector<Range>&, const QName&);

const Column* Relation::column(const std::string& wanted) const {
    for (const Column& column : columns)
        if (column.name == wanted) return &column;
    return nullptr;
}

std::vector<Parameter> Routine::outputs() const {
    return those(parameters, &Parameter::is_output);
}
std::vector<Parameter> Routine::inputs() const {
    return those(parameters, &Parameter::is_input);
}

bool Routine::returns_nothing() const {
    return result.is("void") || (procedure && outputs().empty());
}
bool Routine::returns_row() const {
    const auto all = outputs();
    return all.size() > 1 || (all.size() == 1 && (procedure || all[0].mode == "table"));
}
TypeRef Routine::value() const {
    const auto all = outputs();
    return all.empty() ? result : all[0].type;
}

const Range* Schema::range_of_multirange(const QName& name) const {
    for (const Range& range : ranges)
        if (range.multirange == name) return &range;
    return nullptr;
}

TypeRef Schema::below_domains(TypeRef type) const {
    while (!type.array) {
        const Domain* over = domain(type.name);
        if (!over) break;
        type = over->base;
    }
    return type;
}

bool Schema::domain_not_null(const TypeRef& type) const {
    TypeRef at = type;
    while (!at.array) {
        const Domain* over = domain(at.name);
        if (!over) return false;
        if (over->not_null) return true;
        at = over->base;
    }
    return false;
}

std::optional<TypeRef> range_bound(const Schema& schema, const TypeRef& type) {
    return bound_of(schema.range(type.name), type, &BuiltinRange::range);
}

std::optional<TypeRef> multirange_bound(const Schema& schema, const TypeRef& type) {
    return bound_of(schema.range_of_multirange(type.name), type, &BuiltinRange::multirange);
}

} // namespace flux::gen
