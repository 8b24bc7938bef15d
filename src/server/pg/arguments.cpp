// Arguments. Separate from entry.hpp, because workers and callbacks have no arguments to read.
#include "server/pg/arguments.hpp"

#include "core/error.hpp"
#include "server/pg/call.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
}

namespace flux::pg {

namespace {

// leaf
const char* as_text(FunctionCallInfo fcinfo, int index) {
    const Oid type = get_fn_expr_argtype(fcinfo->flinfo, index);
    Oid function;
    bool is_varlena;
    getTypeOutputInfo(OidIsValid(type) ? type : TEXTOID, &function, &is_varlena);
    return OidOutputFunctionCall(function, PG_GETARG_DATUM(index));
}

struct Elements {
    Datum* values;
    bool* nulls;
    int count;
    Oid type;
};

// leaf
Elements elements_of(FunctionCallInfo fcinfo, int index) {
    ArrayType* const array = PG_GETARG_ARRAYTYPE_P(index);
    Elements elements{nullptr, nullptr, 0, ARR_ELEMTYPE(array)};
    int16 length;
    bool by_value;
    char align;
    get_typlenbyvalalign(elements.type, &length, &by_value, &align);
    deconstruct_array(array, elements.type, length, by_value, align, &elements.values, &elements.nulls,
                      &elements.count);
    return elements;
}

// leaf
const char* element_text(Oid type, Datum value) {
    return type == NAMEOID ? pstrdup(NameStr(*DatumGetName(value))) : TextDatumGetCString(value);
}

template <typename Value>
Value required(std::optional<Value> value, const char* name) {
    if (!value) throw Error(ErrorCode::invalid_parameter, std::string("argument \"") + name + "\" must not be null");
    return *std::move(value);
}

} // namespace

bool Arguments::is_null(int index) const { return fcinfo_->nargs <= index || fcinfo_->args[index].isnull; }

std::optional<std::string> Arguments::text(int index) const {
    if (is_null(index)) return std::nullopt;
    return std::string(call(as_text, fcinfo_, index));
}

std::optional<bool> Arguments::boolean(int index) const {
    if (is_null(index)) return std::nullopt;
    return DatumGetBool(fcinfo_->args[index].value);
}

std::optional<std::int32_t> Arguments::int4(int index) const {
    if (is_null(index)) return std::nullopt;
    return DatumGetInt32(fcinfo_->args[index].value);
}

std::optional<std::int64_t> Arguments::int8(int index) const {
    if (is_null(index)) return std::nullopt;
    return DatumGetInt64(fcinfo_->args[index].value);
}

std::optional<std::vector<std::string>> Arguments::texts(int index) const {
    if (is_null(index)) return std::nullopt;
    const Elements elements = call(elements_of, fcinfo_, index);
    std::vector<std::string> texts;
    for (int i = 0; i < elements.count; ++i) {
        if (elements.nulls[i])
            throw Error(ErrorCode::invalid_parameter, "a list of names must not hold NULL");
        texts.emplace_back(call(element_text, elements.type, elements.values[i]));
    }
    return texts;
}

std::string Arguments::required_text(int index, const char* name) const { return required(text(index), name); }
bool Arguments::required_boolean(int index, const char* name) const { return required(boolean(index), name); }
std::int32_t Arguments::required_int4(int index, const char* name) const { return required(int4(index), name); }

} // namespace flux::pg
