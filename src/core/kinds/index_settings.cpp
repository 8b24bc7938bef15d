#include "core/kinds/index_settings.hpp"

#include <algorithm>

#include "core/kinds/constraint.hpp"
#include "core/kinds/index.hpp"
#include "core/kinds/index_attach.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/kinds/table.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string alter_relation(const Object& object, const Model& model) {
    const Object* owner = model.container(object.id.schema, object.id.parent);
    return std::string(owner && owner->id.kind == Kind::materialized_view ? "ALTER MATERIALIZED VIEW "
                                                                          : "ALTER TABLE ") +
           object.id.qualified_parent();
}

void cluster_on(const Object& object, const Model& model, Script& script) {
    script.add(alter_relation(object, model) + " CLUSTER ON " + quote_ident(object.id.name),
               {.lock = Lock::share_update_exclusive, .phase = Phase::late});
}

void use_as_replica_identity(const Object& object, Script& script) {
    script.add("ALTER TABLE " + object.id.qualified_parent() + " REPLICA IDENTITY USING INDEX " +
                   quote_ident(object.id.name),
               {.lock = Lock::access_exclusive, .phase = Phase::late});
}

void attach(const Object& object, const std::string& parent_index, Script& script) {
    script.add("ALTER INDEX " + parent_index + " ATTACH PARTITION " + object.id.qualified(),
               {.lock = Lock::share_update_exclusive, .phase = Phase::late});
}

const IndexSettings* settings_of(const Object& object) {
    if (object.id.kind == Kind::index) return &object.as<Index>();
    return object.id.kind == Kind::constraint ? &object.as<Constraint>() : nullptr;
}

bool another_is_clustered(const Object& object, const Model& model) {
    const auto parts = model.children(object.id.schema, object.id.parent);
    return std::any_of(parts.begin(), parts.end(), [&](std::size_t part) {
        const IndexSettings* settings = settings_of(model.objects()[part]);
        return settings && settings->clustered;
    });
}

} // namespace

std::string index_settings_columns() {
    return R"(
       ic.reloptions AS options,
       (SELECT ts.spcname::text FROM pg_tablespace ts WHERE ts.oid = ic.reltablespace) AS tablespace,
       coalesce(i.indisclustered, false) AS clustered, coalesce(i.indisreplident, false) AS replica_identity,
       CASE WHEN ic.relispartition THEN
           (SELECT format('%I.%I', pn.nspname, p.relname) FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
            JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = ic.oid) END AS attached_to)";
}

std::string printed_index_options() {
    return R"(coalesce(CASE WHEN ic.reloptions IS NOT NULL THEN (SELECT ' WITH (' || string_agg(quote_ident(o.name) || '=' ||
           CASE WHEN quote_ident(o.value) = o.value THEN o.value ELSE quote_literal(o.value) END, ', ' ORDER BY o.n) || ')'
        FROM (SELECT split_part(r.o, '=', 1) AS name, substr(r.o, strpos(r.o, '=') + 1) AS value, r.n
              FROM unnest(ic.reloptions) WITH ORDINALITY AS r(o, n)) AS o) END, ''))";
}

void add_index_settings(const Creation& creation, const Object& object, const IndexSettings& settings,
                        Script& script) {
    if (settings.clustered) cluster_on(object, creation.model, script);
    if (settings.replica_identity) use_as_replica_identity(object, script);
    if (attached_by_name(object, settings, creation.live, creation.model))
        attach(object, *settings.attached_to, script);
}

void alter_index_settings(const Alteration& a, const IndexSettings& from, const IndexSettings& to,
                          Script& script) {
    const std::string alter = "ALTER INDEX " + a.to.id.qualified();
    if (a.changes.take("options"))
        for (const std::string& clause : option_changes(from.options, to.options))
            script.add(alter + clause, {.lock = Lock::share_update_exclusive});
    if (a.changes.take("tablespace"))
        script.add(alter + " SET TABLESPACE " + quote_ident(to.tablespace.value_or("pg_default")),
                   {.lock = Lock::access_exclusive, .rewrites = true});
    if (a.changes.take("clustered")) {
        if (to.clustered)
            cluster_on(a.to, a.desired, script);
        else if (!another_is_clustered(a.to, a.desired))
            script.add(alter_relation(a.to, a.desired) + " SET WITHOUT CLUSTER",
                       {.lock = Lock::share_update_exclusive, .phase = Phase::release});
    }
    // What it is no longer, another index or the table says.
    if (a.changes.take("replica_identity") && to.replica_identity) use_as_replica_identity(a.to, script);
    const Object *before = table_of(a.from, a.live), *after = table_of(a.to, a.desired);
    const bool detached =
        before && after && links_of(*before).partition_of != links_of(*after).partition_of;
    if (a.changes.has("attached_to") && (detached || !from.attached_to)) {
        a.changes.take("attached_to");
        if (attached_by_name(a.to, to, a.live, a.desired)) attach(a.to, *to.attached_to, script);
    }
}

} // namespace flux::kinds
