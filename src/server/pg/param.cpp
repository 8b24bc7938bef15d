// Param, and what turns them into the server's values.
#include "server/pg/param.hpp"

#include "core/text/array_literal.hpp"
#include "server/pg/param_list.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
}

namespace flux::pg {

namespace {

template <class Number> std::string number_array_literal(const std::vector<Number>& numbers) {
    std::string literal = "{";
    for (const Number number : numbers) {
        if (literal.size() > 1) literal += ',';
        literal += std::to_string(number);
    }
    return literal + '}';
}

} // namespace

Param::Param(std::string_view value) : type_(TEXTOID), value_(value) {}
Param::Param(bool value) : type_(BOOLOID), value_(value ? "t" : "f") {}
Param::Param(std::int64_t value) : type_(INT8OID), value_(std::to_string(value)) {}
Param::Param(const std::vector<std::string>& texts) : type_(TEXTARRAYOID), value_(array_literal(texts)) {}
Param::Param(const std::vector<unsigned int>& oids) : type_(OIDARRAYOID), value_(number_array_literal(oids)) {}
Param::Param(const std::vector<std::int64_t>& numbers) : type_(INT8ARRAYOID), value_(number_array_literal(numbers)) {}
Param Param::jsonb(std::string_view json) { return {JSONBOID, std::string(json)}; }
Param Param::oid(unsigned int oid) { return {OIDOID, std::to_string(oid)}; }
Param Param::names(const std::vector<std::string>& names) { return {NAMEARRAYOID, array_literal(names)}; }
Param Param::null() { return {TEXTOID, std::nullopt}; }
Param Param::optional_text(const std::optional<std::string>& value) { return {TEXTOID, value}; }

ParamList::ParamList(const std::vector<Param>& params)
    : types_(params.size()), values_(params.size()), datums_(params.size()), nulls_(params.size()) {
    for (std::size_t i = 0; i < params.size(); ++i) {
        types_[i] = params[i].type();
        values_[i] = params[i].value() ? params[i].value()->c_str() : nullptr;
    }
}

ParamArrays ParamList::view() {
    return {static_cast<int>(types_.size()), types_.data(), values_.data(), datums_.data(), nulls_.data()};
}

// leaf
void read_params(const ParamArrays* params) {
    for (int i = 0; i < params->count; ++i) {
        params->nulls[i] = params->values[i] == nullptr ? 'n' : ' ';
        if (params->values[i] == nullptr) continue;
        Oid function, io_param;
        getTypeInputInfo(params->types[i], &function, &io_param);
        params->datums[i] = OidInputFunctionCall(function, const_cast<char*>(params->values[i]), io_param, -1);
    }
}

} // namespace flux::pg
