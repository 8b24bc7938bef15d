// Rust types of the schema's types, for sqlx or tokio-postgres. What the crate cannot read is text, which
// casts in the statements make of it and take back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "targets/language.hpp"

namespace flux::gen::rust {

struct RustType {
    std::string text;
    std::string read_cast,
        write_cast; // as they stand after the column and the place: ::text, ::text::"app"."t"
};

class Types : public Language {
public:
    explicit Types(const Job& job); // throws where settings contradict each other

    bool sqlx() const { return settings().is("driver", "sqlx"); }
    bool serde() const { return settings().flag("serde"); }
    bool comments() const { return settings().flag("comments"); }

    RustType of(const TypeRef& type, const std::string& where) const;
    RustType of_column(const Relation& relation, const Column& column) const;
    // The type without casts, where the crate reads it as it is, in composite types and arrays too.
    std::optional<std::string> direct(const TypeRef& type) const;
    bool direct_composite(const QName& name,
                          const std::vector<std::pair<std::string, TypeRef>>& attributes) const;
    std::vector<std::string> fields(const std::vector<std::string>& columns) const;
    // As derives name the type: sqlx by its schema, but where that is on the search path.
    std::string server_type(const QName& name) const;

private:
    std::optional<std::string> scalar(const TypeRef& type) const;
    std::optional<std::string> mapped(const TypeRef& type) const;
    RustType as_text(const TypeRef& type) const;
    bool known(const TypeRef& type) const;
    bool sqlx_names(const TypeRef& type) const;

    mutable std::map<QName, bool> composites_; // whether direct; guards against types that hold themselves
};

std::vector<std::pair<std::string, TypeRef>> attributes(const Composite& type);
std::vector<std::pair<std::string, TypeRef>> attributes(const Relation& type);
std::string server_name(const QName& name); // "schema"."name"
std::string server_name(const std::string& name);

} // namespace flux::gen::rust
