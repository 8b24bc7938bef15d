// The lists are short on purpose. What is missing makes a column "may be NULL", which is never wrong; what is here too much
// would be. Many strict functions do give NULL for values: array_length of an empty array, substring by a pattern that does not
// match, lower(empty range), extract(day from infinity), time from an infinite timestamp, scale(NaN), to_char with no format.
// So a function is trusted by name only for arguments of plain types.
#include "server/facts/never_null.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

extern "C" {
#include "access/transam.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
}

namespace flux::facts {
namespace {

template <std::size_t count> bool in(const char* const (&names)[count], const char* name) {
    return std::any_of(std::begin(names), std::end(names),
                       [&](const char* each) { return std::strcmp(each, name) == 0; });
}

constexpr const char* kOperators[] = {
    "=",  "<>", "<",  "<=", ">",  ">=", "+",  "-",  "*",  "/",   "%",  "^",  "||", "~~", "!~~", "~~*", "!~~*", "~",  "!~",
    "~*", "!~*", "&", "|",  "#",  "<<", ">>", "@>", "<@", "&&", "-|-", "&<", "&>", "?",  "?|",  "?&",  "@@",   "^@", "@",
    "|/", "||/", "~<~", "~<=~", "~>~", "~>=~", "<<=", ">>=",
};

// Trusted for plain arguments: numbers, text, bytes, dates, network addresses, bit strings.
constexpr const char* kFunctions[] = {
    "abs", "ascii", "bit_length", "btrim", "cbrt", "ceil", "ceiling", "char_length", "character_length", "chr", "decode",
    "degrees", "div", "encode", "exp", "floor", "gcd", "get_bit", "get_byte", "initcap", "lcm", "left", "length", "ln", "log",
    "log10", "lower", "lpad", "ltrim", "md5", "mod", "octet_length", "overlay", "pi", "position", "pow", "power",
    "quote_ident", "quote_literal", "radians", "random", "repeat", "replace", "reverse", "right", "round", "rpad", "rtrim",
    "set_bit", "set_byte", "sha224", "sha256", "sha384", "sha512", "sign", "split_part", "sqrt", "starts_with", "strpos",
    "substr", "to_hex", "translate", "trim_scale", "trunc", "upper",
    // dates
    "clock_timestamp", "date_trunc", "isfinite", "justify_days", "justify_hours", "justify_interval", "make_date",
    "make_interval", "make_time", "make_timestamp", "make_timestamptz", "now", "statement_timestamp", "timeofday", "timezone",
    "transaction_timestamp",
    // casts
    "bit", "bool", "bpchar", "char", "cidr", "date", "float4", "float8", "inet", "int2", "int4", "int8", "interval", "macaddr",
    "macaddr8", "money", "name", "numeric", "oid", "text", "timestamp", "timestamptz", "varbit", "varchar",
    // network addresses, identifiers, the session
    "current_database", "family", "gen_random_uuid", "host", "masklen", "network", "pg_backend_pid", "uuidv4", "uuidv7",
    "version",
};

// Trusted for arrays, ranges, JSON, rows and text search as well.
constexpr const char* kStructured[] = {
    "array_append", "array_cat", "array_prepend", "array_remove", "array_replace", "array_to_json", "array_to_string",
    "array_to_tsvector", "cardinality", "daterange", "int4range", "int8range", "isempty", "json_array_length",
    "json_strip_nulls", "json_typeof", "jsonb_array_length", "jsonb_pretty", "jsonb_strip_nulls", "jsonb_typeof", "lower_inc",
    "lower_inf", "numrange", "plainto_tsquery", "range_merge", "row_to_json", "setweight", "string_to_array", "strip",
    "to_json", "to_jsonb", "to_tsquery", "to_tsvector", "ts_rank", "ts_rank_cd", "tsrange", "tstzrange", "upper_inc",
    "upper_inf", "websearch_to_tsquery",
};

// These make something of NULLs too, unless their arguments come as one VARIADIC array.
constexpr const char* kNever[] = {
    "concat", "json_build_array", "json_build_object", "jsonb_build_array", "jsonb_build_object", "num_nonnulls", "num_nulls",
    "pg_typeof", "quote_nullable",
};
constexpr const char* kByFirst[] = {"concat_ws", "format"};

constexpr const char* kFullRows[] = {
    "generate_series", "generate_subscripts", "json_array_elements", "json_object_keys", "jsonb_array_elements",
    "jsonb_object_keys", "regexp_split_to_table",
};

bool is_plain(Oid type) {
    switch (type) {
    case BOOLOID: case INT2OID: case INT4OID: case INT8OID: case FLOAT4OID: case FLOAT8OID: case NUMERICOID: case CASHOID:
    case TEXTOID: case VARCHAROID: case BPCHAROID: case NAMEOID: case CHAROID: case BYTEAOID: case UUIDOID: case DATEOID:
    case TIMEOID: case TIMETZOID: case TIMESTAMPOID: case TIMESTAMPTZOID: case INTERVALOID: case OIDOID: case INETOID:
    case CIDROID: case MACADDROID: case MACADDR8OID: case BITOID: case VARBITOID:
        return true;
    default:
        return false;
    }
}

bool is_structured(Oid type) {
    switch (type) {
    case JSONOID: case JSONBOID: case TSVECTOROID: case TSQUERYOID: case REGCONFIGOID: case TEXTARRAYOID: case RECORDOID:
    case ANYELEMENTOID: case ANYARRAYOID: case ANYNONARRAYOID: case ANYENUMOID: case ANYRANGEOID: case ANYMULTIRANGEOID:
    case ANYCOMPATIBLEOID: case ANYCOMPATIBLEARRAYOID: case ANYCOMPATIBLENONARRAYOID: case ANYCOMPATIBLERANGEOID:
    case PG_LSNOID: case XIDOID: case TIDOID: case FLOAT4ARRAYOID:
        return true;
    default:
        return is_plain(type);
    }
}

bool has_arguments(const FormData_pg_proc* function, bool (*accepted)(Oid)) {
    for (int i = 0; i < function->pronargs; ++i)
        if (!accepted(function->proargtypes.values[i])) return false;
    return true;
}

bool is_own(Oid object, Oid schema) { return object < FirstNormalObjectId && schema == PG_CATALOG_NAMESPACE; }

// Years of an infinite date are infinite, its days are NULL.
bool is_monotonic_field(Node* field) {
    constexpr const char* kFields[] = {"year", "epoch", "century", "decade", "millennium"};
    if (!IsA(field, Const) || castNode(Const, field)->constisnull || castNode(Const, field)->consttype != TEXTOID) return false;
    return in(kFields, TextDatumGetCString(castNode(Const, field)->constvalue));
}

Nulls nulls_by_name(const FormData_pg_proc* function, const FuncExpr* call) {
    const char* const name = NameStr(function->proname);
    if (call != nullptr && !call->funcvariadic) {
        if (in(kNever, name)) return Nulls::never;
        if (in(kByFirst, name)) return Nulls::by_first;
    }
    bool known = (in(kFunctions, name) && has_arguments(function, is_plain)) ||
                 (in(kStructured, name) && has_arguments(function, is_structured));
    const Oid* const types = function->proargtypes.values;
    if (std::strcmp(name, "substring") == 0) known = function->pronargs > 1 && types[1] == INT4OID;
    if (std::strcmp(name, "to_timestamp") == 0) known = function->pronargs == 1;
    if (std::strcmp(name, "extract") == 0 || std::strcmp(name, "date_part") == 0)
        known = call != nullptr && is_monotonic_field(static_cast<Node*>(linitial(call->args)));
    return known ? Nulls::by_any : Nulls::unknown;
}

Nulls nulls_of(Oid function, const FuncExpr* call) {
    const HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
    if (!HeapTupleIsValid(tuple)) return Nulls::unknown;
    const auto* const form = reinterpret_cast<const FormData_pg_proc*>(GETSTRUCT(tuple));
    const bool own = is_own(function, form->pronamespace) && form->prokind == PROKIND_FUNCTION && !form->proretset;
    const Nulls nulls = own ? nulls_by_name(form, call) : Nulls::unknown;
    ReleaseSysCache(tuple);
    return nulls;
}

} // namespace

Nulls nulls_of_function(const FuncExpr* function) { return nulls_of(function->funcid, function); }

bool operator_keeps_values(Oid operator_) {
    const HeapTuple tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(operator_));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* const form = reinterpret_cast<const FormData_pg_operator*>(GETSTRUCT(tuple));
    const bool known = is_own(operator_, form->oprnamespace) && in(kOperators, NameStr(form->oprname)) &&
                       (form->oprleft == InvalidOid || is_structured(form->oprleft)) && is_structured(form->oprright);
    ReleaseSysCache(tuple);
    return known;
}

bool cast_keeps_values(Oid from, Oid to) {
    if (from == to) return true;
    Oid function = InvalidOid;
    switch (find_coercion_pathway(to, from, COERCION_IMPLICIT, &function)) {
    case COERCION_PATH_RELABELTYPE:
    case COERCION_PATH_ARRAYCOERCE:
    case COERCION_PATH_COERCEVIAIO:
        return true;
    case COERCION_PATH_FUNC:
        return nulls_of(function, nullptr) == Nulls::by_any;
    default:
        return false;
    }
}

bool rows_are_full(Oid function) {
    const char* const name = get_func_name(function);
    return name != nullptr && is_own(function, get_func_namespace(function)) && in(kFullRows, name);
}

} // namespace flux::facts
