// Types by OID: what they are, and what each use of them is called. Whatever is asked for is read together.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/facts/types.hpp"

namespace flux::pg {
class CatalogQueries;
}

namespace flux::facts {

using Oid = unsigned int;

// A use of a type, as the catalogs store it.
struct StoredType {
    Oid type = 0;
    int modifier = -1;
    auto operator<=>(const StoredType&) const = default;
};

class TypeReader {
public:
    explicit TypeReader(pg::CatalogQueries& catalog) : catalog_(catalog) {}

    void ask(StoredType use) { asked_.insert(use); }
    // Reads what was asked for, and what that is made of.
    void read();

    TypeUse use(StoredType stored) const;
    // At the bottom of domains, as the server spells it without modifiers: "integer"; "enum" for an enum; of an array, empty.
    std::string root_name(Oid type) const;
    // Of a domain that is NOT NULL, has a default, itself or below.
    bool is_not_null(Oid type) const;
    bool has_default(Oid type) const;
    bool is_row(Oid type) const;
    bool is_pseudo(Oid type) const;
    std::vector<Attribute> attributes(Oid type) const;
    // All that were asked for, by schema and name. Arrays are none of their own.
    std::vector<Type> types() const;

private:
    struct Stored {
        std::string schema, name, spelled;
        char type = 'b', relation_kind = ' ';
        Oid element = 0, base = 0, subtype = 0, range = 0;
        int base_modifier = -1;
        bool not_null = false, has_default = false;
        std::string extension;
        std::vector<std::string> labels;
        std::vector<std::pair<std::string, StoredType>> attributes;
        std::vector<std::pair<std::string, std::pair<std::string, bool>>> checks; // name, expression, valid
    };

    const Stored& at(Oid type) const;
    std::set<Oid> unknown() const;
    void read_types(const std::vector<Oid>& oids);
    void read_attributes(const std::vector<Oid>& oids);
    void read_checks(const std::vector<Oid>& oids);
    void read_spellings();
    Oid root(Oid type) const;
    StoredType root_use(const Stored& domain) const;
    Type describe(const Stored& stored, Oid oid) const;

    pg::CatalogQueries& catalog_;
    std::set<StoredType> asked_;
    std::map<Oid, Stored> types_;
    std::map<StoredType, std::string> spelled_;
};

} // namespace flux::facts
