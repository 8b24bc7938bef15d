#include "core/facts/check_terms.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "core/source/pg_query.hpp"
#include "core/text/array.hpp"

namespace flux::facts {
namespace {

using source::Tree;

template <std::size_t count> bool in(const std::array<std::string_view, count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// By the names of pg_type, which is what a parser makes of the words of SQL.
constexpr std::array<std::string_view, 4> kTexts = {"text", "varchar", "name", "bpchar"};
constexpr std::array<std::string_view, 6> kNumbers = {"int2", "int4", "int8", "numeric", "float4", "float8"};
constexpr std::array<std::string_view, 5> kTimes = {"date", "time", "timestamp", "timestamptz", "interval"};

constexpr std::array<std::string_view, 3> kTextRoots = {"text", "character varying", "name"};
constexpr std::array<std::string_view, 6> kNumberRoots = {"smallint", "integer", "bigint", "numeric", "real", "double precision"};
constexpr std::array<std::string_view, 4> kTimeRoots = {"date", "time without time zone", "timestamp without time zone",
                                                        "timestamp with time zone"};

struct Subject {
    std::string column;
    std::string root;
};

std::string last_name(Tree names) {
    const auto parts = source::strings(names);
    return parts.empty() ? std::string() : parts.back();
}

std::string cast_type(Tree cast) { return last_name(source::field(source::field(cast, "typeName"), "names")); }
bool cast_to_array(Tree cast) { return source::has(source::field(cast, "typeName"), "arrayBounds"); }

class Reader {
public:
    explicit Reader(const RootType& root_type) : root_type_(root_type) {}

    // Adds what the node demands; false where it demands something else too.
    bool read(Tree node, std::vector<Term>& terms) const {
        const std::string_view kind = source::tag(node);
        const Tree body = source::untagged(node);
        if (kind == "BoolExpr") return read_logic(body, terms);
        if (kind == "NullTest") return read_null_test(body, terms);
        if (kind == "A_Expr") return read_operator(body, terms);
        return false;
    }

private:
    bool read_logic(Tree logic, std::vector<Term>& terms) const {
        const std::string kind = source::text(logic, "boolop");
        if (kind == "OR_EXPR") return read_either(source::field(logic, "args"), terms);
        if (kind != "AND_EXPR") return false;
        bool complete = true;
        for (const Tree each : source::field(logic, "args")) complete = read(each, terms) && complete;
        return complete;
    }

    bool read_null_test(Tree test, std::vector<Term>& terms) const {
        const auto subject = column_of(source::field(test, "arg"));
        if (!subject || source::text(test, "nulltesttype") != "IS_NOT_NULL") return false;
        add(terms, subject->column, "not_null");
        return true;
    }

    // `x IS NULL OR …` demands nothing more of x; values of one column are joined.
    bool read_either(Tree args, std::vector<Term>& terms) const {
        std::vector<Term> sides;
        std::optional<std::string> nullable;
        for (const Tree each : args) {
            if (const auto column = null_allowed(each)) {
                if (nullable && *nullable != *column) return false;
                nullable = column;
                continue;
            }
            std::vector<Term> side;
            if (!read(each, side) || side.empty()) return false;
            if (sides.empty()) {
                sides = std::move(side);
            } else {
                if (sides.size() != 1 || side.size() != 1 || sides[0].kind != "one_of" || side[0].kind != "one_of" ||
                    sides[0].column != side[0].column)
                    return false;
                sides[0].values.insert(sides[0].values.end(), side[0].values.begin(), side[0].values.end());
            }
        }
        for (const Term& each : sides)
            if (nullable && (each.column != *nullable || each.kind == "not_null")) return false;
        terms.insert(terms.end(), sides.begin(), sides.end());
        return true;
    }

    std::optional<std::string> null_allowed(Tree node) const {
        if (source::tag(node) != "NullTest" || source::text(source::untagged(node), "nulltesttype") != "IS_NULL") return {};
        const auto subject = column_of(source::field(source::untagged(node), "arg"));
        return subject ? std::optional(subject->column) : std::nullopt;
    }

    bool read_operator(Tree operation, std::vector<Term>& terms) const {
        const std::string kind = source::text(operation, "kind");
        std::string name = last_name(source::field(operation, "name"));
        Tree left = source::field(operation, "lexpr"), right = source::field(operation, "rexpr");
        if (kind == "AEXPR_OP_ANY" || kind == "AEXPR_OP_ALL") {
            const bool any = kind == "AEXPR_OP_ANY";
            return name == (any ? "=" : "<>") && read_values(left, right, any ? "one_of" : "not_one_of", terms);
        }
        if (kind != "AEXPR_OP") return false;
        if (literal_of(left)) {
            std::swap(left, right);
            name = turned(name);
        }
        const auto value = literal_of(right);
        if (!value) return false;
        if (source::tag(left) == "FuncCall") return read_length(source::untagged(left), name, *value, terms);
        const auto subject = column_of(left);
        return subject && read_comparison(*subject, name, *value, terms);
    }

    bool read_values(Tree left, Tree right, const char* kind, std::vector<Term>& terms) const {
        const auto subject = column_of(left);
        const auto values = literals_of(right);
        if (!subject || !values || subject->root.empty()) return false;
        add(terms, subject->column, kind).values = *values;
        return true;
    }

    bool read_comparison(const Subject& subject, const std::string& name, const std::string& value,
                         std::vector<Term>& terms) const {
        if (subject.root.empty()) return false;
        if (name == "=" || name == "<>") {
            add(terms, subject.column, name == "=" ? "one_of" : "not_one_of").values = {value};
            return true;
        }
        const bool text = in(kTextRoots, subject.root);
        if (text && (name == "~" || name == "~*" || name == "!~" || name == "!~*")) {
            Term& term = add(terms, subject.column, name[0] == '!' ? "not_pattern" : "pattern");
            term.value = value;
            term.case_insensitive = name.back() == '*';
            return true;
        }
        if (!in(kNumberRoots, subject.root) && !in(kTimeRoots, subject.root)) return false;
        if (name != "<" && name != "<=" && name != ">" && name != ">=") return false;
        Term& term = add(terms, subject.column, name[0] == '<' ? "maximum" : "minimum");
        term.value = value;
        term.exclusive = name.size() == 1;
        return true;
    }

    bool read_length(Tree call, const std::string& name, const std::string& value, std::vector<Term>& terms) const {
        const std::string function = last_name(source::field(call, "funcname"));
        const bool characters = function == "length" || function == "char_length" || function == "character_length";
        const auto subject = source::field(call, "args").size() == 1 ? column_of(source::field(call, "args").front()) : std::nullopt;
        if (!subject || !(characters || function == "octet_length") || !in(kTextRoots, subject->root)) return false;
        std::int64_t length = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
        if (error != std::errc() || end != value.data() + value.size()) return false;
        const std::string unit = characters ? "length" : "bytes";
        if (name == "=" || name == ">=" || name == ">")
            add(terms, subject->column, "min_" + unit).value = std::to_string(name == ">" ? length + 1 : length);
        if (name == "=" || name == "<=" || name == "<")
            add(terms, subject->column, "max_" + unit).value = std::to_string(name == "<" ? length - 1 : length);
        if (name == "<>" && length == 0) add(terms, subject->column, "min_" + unit).value = "1";
        return name == "=" || name == ">=" || name == ">" || name == "<=" || name == "<" || (name == "<>" && length == 0);
    }

    static Term& add(std::vector<Term>& terms, const std::string& column, const std::string& kind) {
        Term& term = terms.emplace_back();
        term.column = column;
        term.kind = kind;
        return term;
    }

    static std::string turned(const std::string& name) {
        if (name == "<") return ">";
        if (name == "<=") return ">=";
        if (name == ">") return "<";
        if (name == ">=") return "<=";
        return name == "=" || name == "<>" ? name : "";
    }

    // The column, also within a cast that changes nothing: of a text to another text type, of a number to a wider one.
    std::optional<Subject> column_of(Tree node) const {
        const Tree body = source::untagged(node);
        if (source::tag(node) == "TypeCast") {
            const auto inner = column_of(source::field(body, "arg"));
            if (!inner || cast_to_array(body) || !cast_keeps(inner->root, cast_type(body))) return std::nullopt;
            return inner;
        }
        if (source::tag(node) != "ColumnRef") return std::nullopt;
        const auto names = source::strings(source::field(body, "fields"));
        if (names.size() != 1) return std::nullopt;
        return Subject{names[0], root_type_(names[0])};
    }

    static bool cast_keeps(const std::string& root, const std::string& type) {
        if (root == "enum" || in(kTextRoots, root)) return type == "text" || type == "varchar";
        if (root == "smallint") return in(kNumbers, type) && type != "int2";
        if (root == "integer") return type == "int8" || type == "numeric" || type == "float8";
        if (root == "bigint") return type == "numeric";
        return root == "real" && type == "float8";
    }

    static std::optional<std::string> constant(Tree body) {
        if (source::has(body, "sval")) return source::text(source::field(body, "sval"), "sval");
        if (source::has(body, "fval")) return source::text(source::field(body, "fval"), "fval");
        if (source::has(body, "boolval")) return source::flag(source::field(body, "boolval"), "boolval") ? "true" : "false";
        if (!source::has(body, "ival")) return std::nullopt;
        const Tree digits = source::field(source::field(body, "ival"), "ival"); // absent where it is 0
        return digits.is_null() ? std::string("0") : std::string(digits.text());
    }

    // A literal within casts that do not change how it prints: one to any type, then to texts or wider numbers.
    static std::optional<std::string> literal_of(Tree node) {
        if (source::tag(node) == "A_Const") return constant(source::untagged(node));
        if (source::tag(node) != "TypeCast" || cast_to_array(source::untagged(node))) return std::nullopt;
        const Tree arg = source::field(source::untagged(node), "arg");
        if (source::tag(arg) == "TypeCast") {
            const std::string from = cast_type(source::untagged(arg)), to = cast_type(source::untagged(node));
            const bool texts = in(kTexts, from) && in(kTexts, to);
            const bool numbers = (from == "int4" || from == "int8") && (to == "int8" || to == "numeric" || to == "float8");
            if (!texts && !numbers) return std::nullopt;
        }
        return literal_of(arg);
    }

    static std::optional<std::vector<std::string>> literals_of(Tree node) {
        const Tree body = source::untagged(node);
        if (source::tag(node) == "TypeCast" && cast_to_array(body)) {
            const Tree arg = source::field(body, "arg");
            const bool texts = in(kTexts, cast_type(body));
            if (source::tag(arg) == "A_ArrayExpr" && texts) return literals_of(arg);
            if (source::tag(arg) != "A_Const") return std::nullopt;
            const auto text = constant(source::untagged(arg));
            if (!text || text->find("NULL") != std::string::npos || text->find("{{") != std::string::npos) return std::nullopt;
            return parse_array(*text);
        }
        if (source::tag(node) != "A_ArrayExpr") return std::nullopt;
        std::vector<std::string> values;
        for (const Tree each : source::field(body, "elements")) {
            const auto value = literal_of(each);
            if (!value) return std::nullopt;
            values.push_back(*value);
        }
        return values;
    }

    const RootType& root_type_;
};

} // namespace

Terms terms_of(const std::string& expression, const RootType& root_type) {
    Terms out;
    const auto document = source::parse_json("SELECT " + expression);
    if (!document) return {{}, false};
    const Tree statement = source::field(source::field(document->root(), "stmts").front(), "stmt");
    const Tree targets = source::field(source::untagged(statement), "targetList");
    if (targets.size() != 1) return {{}, false};
    out.complete = Reader(root_type).read(source::field(source::untagged(targets.front()), "val"), out.terms);
    return out;
}

} // namespace flux::facts
