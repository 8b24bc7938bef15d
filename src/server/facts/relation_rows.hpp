// What the catalogs say of relations beyond the model: which columns can be written, keys, references and checks; by OID.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/facts/type_reader.hpp"

namespace flux::facts {

struct StoredColumn {
    std::string name;
    StoredType type;
    bool marked_not_null = false; // NOT NULL, valid or not, enforced or not
    char identity = ' ', generated = ' ';
    std::optional<std::string> default_sql;
    bool deterministic = true;  // of its collation
    bool written_through = false; // of a view that passes what is written on: to this column too
};

struct StoredKey {
    std::string name;
    std::vector<std::string> columns;
    bool primary = false, nulls_distinct = true;
};

struct StoredReference {
    std::string name, schema, relation;
    std::vector<std::string> columns, referenced_columns;
    bool validated = true;
};

struct StoredCheck {
    std::string name, expression;
    bool validated = true;
};

// What can be done to it, as pg_relation_is_updatable tells it.
struct Writes {
    bool insert = false, update = false, remove = false;
};

struct StoredRelation {
    char kind = 'r';
    Writes passed_on; // without triggers
    Writes all;
    std::map<int, StoredColumn> columns; // by position
    std::vector<StoredKey> keys;
    std::vector<StoredReference> references;
    std::vector<StoredCheck> checks;
    std::vector<std::pair<std::string, std::string>> reads; // of a view: schema, name
};

using StoredRelations = std::map<Oid, StoredRelation>;

StoredRelations read_relations(pg::CatalogQueries& catalog, const std::vector<Oid>& oids, int version);

} // namespace flux::facts
