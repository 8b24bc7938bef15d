// What the emitters see: the schema, typed and resolved, free of JSON and of the server. Objects are sorted
// by their names' bytes.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace flux::gen {

struct QName {
    std::string schema, name;
    auto operator<=>(const QName&) const = default;
    bool empty() const { return name.empty(); }
    std::string dotted() const { return schema + "." + name; }
};

// A type as a column or argument names it. Built-in types carry the server's own names: int4, timestamptz,
// bpchar.
struct TypeRef {
    QName name;
    bool array = false;
    std::vector<int> modifiers; // varchar(20): 20; numeric(10,2): 10, 2

    TypeRef element() const { return TypeRef{name, false, modifiers}; }
    bool builtin() const { return name.schema == "pg_catalog"; }
    bool is(const char* builtin_name) const { return builtin() && !array && name.name == builtin_name; }
};

// What a COMMENT says: prose, and directives to this tool.
struct Remarks {
    std::string text;
    std::optional<std::string> rename;        // @name X
    std::optional<bool> not_null;             // @notnull, @nullable
    std::optional<std::string> deprecated;    // @deprecated …
    bool skip = false;                        // @skip
    std::set<std::string> skip_targets;       // @skip ts
    std::map<std::string, std::string> types; // @type ts=…, or pg-flux: tstype=…
};

struct Column {
    std::string name;
    TypeRef type;
    bool not_null = false;
    std::optional<std::string> default_sql;
    std::optional<std::string> identity;  // always, by default
    std::optional<std::string> generated; // the expression
    bool generated_virtual = false;       // made when it is read, from 18 on
    std::vector<std::string> allowed;     // the only values, where a CHECK says so
    bool insertable = true, updatable = true; // INSERT, UPDATE may name it
    bool required = false;                    // INSERT must
    std::pair<QName, std::string> source;     // of a view's column: the table's that it hands through
    Remarks remarks;
};

struct ForeignKey {
    std::string name;
    std::vector<std::string> columns;
    QName referenced;
    std::vector<std::string> referenced_columns;
    std::string definition;
    bool unique = false; // its columns are unique on this side: one to one
};

// PRIMARY KEY, UNIQUE, CHECK, EXCLUDE; and unique indexes that hold for all rows.
struct Constraint {
    std::string name, type, definition;
    std::vector<std::string> columns;
};

struct Index {
    std::string name, definition;
    bool unique = false;
};

struct Named {
    QName name;
    Remarks remarks;
};

struct Relation : Named {
    enum class Kind { table, foreign_table, view, materialized_view } kind = Kind::table;
    std::vector<Column> columns;
    std::vector<Constraint> constraints;
    std::vector<ForeignKey> foreign_keys;
    std::vector<Index> indexes;
    std::vector<std::string> triggers, policies; // as they read
    std::vector<std::string> primary_key;
    QName partition_of;
    std::string partition_key, definition;
    std::vector<QName> reads; // of a view
    bool insertable = true, updatable = true;

    bool is_view() const { return kind == Kind::view || kind == Kind::materialized_view; }
    const Column* column(const std::string& wanted) const;
};

struct Enum : Named {
    std::vector<std::string> labels;
};

struct Domain : Named {
    TypeRef base;
    bool not_null = false;
    std::vector<std::string> checks;
    std::vector<std::string> allowed;
};

struct Attribute {
    std::string name;
    TypeRef type;
    std::string text;
};

struct Composite : Named {
    std::vector<Attribute> attributes;
};

struct Range : Named {
    TypeRef subtype;
    QName multirange;
};

struct Parameter {
    std::string mode; // in, out, inout, variadic, table
    std::string name; // may be empty
    TypeRef type;
    bool has_default = false;
    bool not_null = false; // of a result column, where the server can tell
    bool is_input() const { return mode != "out" && mode != "table"; }
    bool is_output() const { return mode == "out" || mode == "inout" || mode == "table"; }
};

struct Routine : Named {
    std::string signature; // the argument types: what tells overloads apart
    bool procedure = false, returns_set = false, strict = false;
    std::string volatility;
    std::vector<Parameter> parameters;
    TypeRef result; // record where there are output parameters
    std::vector<Parameter> outputs() const;
    std::vector<Parameter> inputs() const;
    // No result at all; a row of output columns. One output parameter of a function is its result, not a row.
    bool returns_nothing() const;
    bool returns_row() const;
    // Of any other routine.
    TypeRef value() const;
};

struct SourceFile {
    std::string path, body;
};

struct Schema {
    std::vector<std::string> schemas;
    std::vector<Relation> relations;
    std::vector<Enum> enums;
    std::vector<Domain> domains;
    std::vector<Composite> composites;
    std::vector<Range> ranges;
    std::vector<Routine> routines;

    const Relation* relation(const QName& name) const { return find(relations, name); }
    const Enum* enumeration(const QName& name) const { return find(enums, name); }
    const Domain* domain(const QName& name) const { return find(domains, name); }
    const Composite* composite(const QName& name) const { return find(composites, name); }
    const Range* range(const QName& name) const { return find(ranges, name); }
    const Range* range_of_multirange(const QName& name) const;
    // The type below a chain of domains; a domain over an array ends there.
    TypeRef below_domains(TypeRef type) const;
    // A domain, or one that it is over, refuses NULL.
    bool domain_not_null(const TypeRef& type) const;

private:
    template <class T>
    static const T* find(const std::vector<T>& sorted, const QName& name);
};

// Built-in ranges and multiranges: the type of their bounds; nullopt for any other type.
std::optional<TypeRef> range_bound(const Schema& schema, const TypeRef& type);
std::optional<TypeRef> multirange_bound(const Schema& schema, const TypeRef& type);

} // namespace flux::gen
