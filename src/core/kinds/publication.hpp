// Publications. What they publish is part of them; it is let go of and taken back where a table has to give way.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct PublishedTable {
    std::string name;                 // public.t
    std::vector<std::string> columns; // none: all
    std::optional<Printed> where;
    bool only = false; // others inherit from it, and stand here by themselves

    static constexpr auto fields() {
        return std::tuple(field("name", &PublishedTable::name), field("columns", &PublishedTable::columns),
                          field("where", &PublishedTable::where),
                          field("only", &PublishedTable::only, Use::informative));
    }
};

struct Publication {
    bool all_tables = false;
    std::vector<PublishedTable> tables;
    std::vector<std::string> schemas;
    std::vector<std::string> publish; // insert, update, delete, truncate
    bool via_root = false;
    std::optional<std::string> generated; // stored

    static constexpr auto fields() {
        return std::tuple(field("all_tables", &Publication::all_tables), field("tables", &Publication::tables),
                          field("schemas", &Publication::schemas), field("publish", &Publication::publish),
                          field("via_root", &Publication::via_root), field("generated", &Publication::generated));
    }
};

// Takes tables (as DDL names them) out of what it publishes.
void unpublish(Object& publication, const std::set<std::string>& tables);

extern const Ops publication;

} // namespace flux::kinds
