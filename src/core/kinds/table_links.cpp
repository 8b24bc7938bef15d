#include "core/kinds/table_links.hpp"

#include <algorithm>

#include "core/kinds/column.hpp"
#include "core/kinds/table.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

constexpr Effects kRelease = {.lock = Lock::access_exclusive, .phase = Phase::release};
constexpr Effects kLate = {.lock = Lock::access_exclusive, .phase = Phase::late};

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& name) { return std::find(b.begin(), b.end(), name) != b.end(); });
}

// Inherited before and after, and the same for whoever it is inherited from.
bool stays_inherited(const Object& column, const Alteration& a) {
    const Object* const after = a.desired.find(column.id);
    const Object* const parent = parent_column(column, a.live);
    const Object* const parent_after = parent ? a.desired.find(parent->id) : nullptr;
    const auto same_type = [&](const Object* other) {
        return other && other->as<Column>().type == column.as<Column>().type &&
               other->as<Column>().collation == column.as<Column>().collation;
    };
    return same_type(after) && after->as<Column>().inherited && (!parent_after || same_type(parent_after));
}

// A detached partition keeps copies of its parent's foreign keys, but of those that went before.
void drop_foreign_keys_of_parents(const Object& table, const Object& child, const Model& live,
                                  Script& script) {
    for (const Object* parent : parents_of(table, live)) {
        for (const std::size_t part : live.children(parent->id.schema, parent->id.name)) {
            const Identity& id = live.objects()[part].id;
            if (id.kind != Kind::foreign_key) continue;
            script.add("ALTER TABLE " + child.id.qualified() + " DROP CONSTRAINT IF EXISTS " + quote_ident(id.name),
                       kRelease);
        }
        drop_foreign_keys_of_parents(*parent, child, live, script);
    }
}

void alter_partition(const Alteration& a, Script& script) {
    const auto &from = links_of(a.from), &to = links_of(a.to);
    const bool moved = a.changes.take("partition_of");
    const bool bound = a.changes.take("bound");
    if (!moved && !bound && !a.upheaval.link) return;
    if (from.partition_of)
        script.add("ALTER TABLE " + *from.partition_of + " DETACH PARTITION " + a.from.id.qualified(),
                   kRelease);
    if (from.partition_of && moved) drop_foreign_keys_of_parents(a.from, a.from, a.live, script);
    if (to.partition_of) attach_partition(a.to, script);
}

void alter_inheritance(const Alteration& a, Script& script) {
    const auto &from = links_of(a.from).inherits, &to = links_of(a.to).inherits;
    if (!a.changes.take("inherits") && !a.upheaval.link) return;
    // The order of the parents is that in which they were added: what stands behind the first difference is
    // added again.
    const auto same = a.upheaval.link ? std::pair(from.begin(), to.begin())
                                      : std::mismatch(from.begin(), from.end(), to.begin(), to.end());
    const std::string alter = "ALTER TABLE " + a.to.id.qualified();
    const auto leave = [&](const Effects& effects) {
        std::for_each(same.first, from.end(),
                      [&](const std::string& parent) { script.add(alter + " NO INHERIT " + parent, effects); });
    };
    const bool swap = swaps_parents(a);
    if (!swap) leave(kRelease);
    std::for_each(same.second, to.end(), [&](const std::string& parent) {
        script.add(alter + " INHERIT " + parent, kLate);
    });
    if (swap) leave(kLate);
}

} // namespace

bool swaps_parents(const Alteration& a) {
    const auto &from = links_of(a.from), &to = links_of(a.to);
    if (a.upheaval.link || from.inherits.empty() || to.inherits.empty() || overlap(from.inherits, to.inherits)) return false;
    const auto parts = a.live.children(a.from.id.schema, a.from.id.name);
    return std::all_of(parts.begin(), parts.end(), [&](std::size_t part) {
        const Object& object = a.live.objects()[part];
        return object.id.kind != Kind::column || !object.as<Column>().inherited || stays_inherited(object, a);
    });
}

bool leaves_parent(const Object& from, const Object& to, const Object& parent) {
    const TableLinks &before = links_of(from), &after = links_of(to);
    if (before.partition_of != after.partition_of || before.bound != after.bound) return true;
    const auto same = std::mismatch(before.inherits.begin(), before.inherits.end(), after.inherits.begin(), after.inherits.end());
    return std::find(same.first, before.inherits.end(), parent.id.qualified()) != before.inherits.end();
}

std::string table_links_columns() {
    return R"(CASE WHEN c.relispartition THEN parents.names[1] END AS partition_of,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS bound,
       CASE WHEN NOT c.relispartition THEN parents.names END AS inherits,
       c.relhassubclass AND EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid) AS has_children)";
}

std::string table_links_join() {
    return R"(LEFT JOIN (SELECT h.inhrelid, array_agg(format('%I.%I', pn.nspname, p.relname) ORDER BY h.inhseqno) AS names
           FROM pg_inherits h
           JOIN pg_class p ON p.oid = h.inhparent
           JOIN pg_namespace pn ON pn.oid = p.relnamespace
           GROUP BY h.inhrelid) AS parents ON parents.inhrelid = c.oid)";
}

std::string inherits_clause(const TableLinks& links) {
    std::string names;
    for (const std::string& name : links.inherits) names += (names.empty() ? "" : ", ") + name;
    return names.empty() ? "" : " INHERITS (" + names + ")";
}

Reaction react_to_links(const Object&, Facet facet, const Object& on, Cause cause) {
    if (on.id.kind == Kind::composite_type) return Reaction::relink;
    if (cause == Cause::converted) return Reaction::none;
    return facet == Facet::late || facet == Facet::link ? Reaction::relink : Reaction::replace;
}

Facet facet_of_links(const Object& object, const Object& on, char) {
    if (on.id.kind == Kind::composite_type) return Facet::link;
    if (!is_any_table(on.id.kind)) return Facet::whole;
    return links_of(object).partition_of ? Facet::late : Facet::link;
}

void attach_partition(const Object& table, Script& script) {
    const TableLinks& t = links_of(table);
    script.add("ALTER TABLE ONLY " + *t.partition_of + " ATTACH PARTITION " + table.id.qualified() + " " +
                   *t.bound,
               {.lock = Lock::access_exclusive, .scans = true, .phase = Phase::late});
}

void alter_links(const Alteration& alteration, Script& script) {
    alter_partition(alteration, script);
    alter_inheritance(alteration, script);
}

} // namespace flux::kinds
