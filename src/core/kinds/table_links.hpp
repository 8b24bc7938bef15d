// What ties a table to its parents: ATTACH and DETACH PARTITION, INHERIT and NO INHERIT.
#pragma once

#include "core/kinds/table.hpp"

namespace flux::kinds {

// Columns of a catalog query for the fields of TableLinks and `has_children`, and what it joins to the relation c for them.
std::string table_links_columns();
std::string table_links_join();
// " INHERITS (…)", or nothing.
std::string inherits_clause(const TableLinks& links);
// A partition can be detached from a parent that is built anew, and attached to the new one; so can a child.
Reaction react_to_links(const Object& object, Facet facet, const Object& on, Cause cause);
Facet facet_of_links(const Object& object, const Object& on, char deptype);
// From one parent to another that has the same columns: attached to the new one before it leaves the old one, so that no
// column is taken for one that the table has of its own.
bool swaps_parents(const Alteration& alteration);
// Is the table detached from that parent, for good or until its new bound is set? Ops::leaves.
bool leaves_parent(const Object& from, const Object& to, const Object& parent);
void attach_partition(const Object& table, Script& script);
// The links' part of an ALTER of a table: takes "partition_of", "bound" and "inherits".
void alter_links(const Alteration& alteration, Script& script);

} // namespace flux::kinds
