#include "core/kinds/publication.hpp"

#include <algorithm>

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// 15 brought row filters, column lists and schemas, 18 generated columns.
std::string query(int version) {
    return R"(
SELECT 'pg_publication'::regclass::oid AS classid, p.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, p.pubname::text AS name, NULL AS args, p.pubowner AS owner, NULL::aclitem[] AS acl,
       p.puballtables AS all_tables,
       (SELECT json_agg(json_build_object('name', format('%I.%I', n.nspname, c.relname),
                   'columns', )" +
           since(version, 15,
                 "(SELECT json_agg(a.attname ORDER BY a.attname COLLATE \"C\") FROM pg_attribute a "
                 "WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[]))",
                 "NULL::json") +
           ", 'where', " + since(version, 15, "pg_get_expr(r.prqual, r.prrelid)", "NULL::text") + R"(,
                   'only', c.relkind = 'r' AND c.relhassubclass)
               ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C")
        FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE r.prpubid = p.oid) AS tables,
       )" + since(version, 15,
                  "(SELECT array_agg(n.nspname::text ORDER BY n.nspname COLLATE \"C\") FROM pg_publication_namespace s "
                  "JOIN pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid)",
                  "NULL::text[]") +
           R"( AS schemas,
       array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                          CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL) AS publish,
       p.pubviaroot AS via_root, )" +
           since(version, 18, "CASE p.pubgencols WHEN 's' THEN 'stored' END", "NULL") + R"( AS generated
FROM pg_publication p
WHERE $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Publication>(row));
}

std::string target(const Object& object) {
    return "PUBLICATION " + quote_ident(object.id.name);
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::vector<std::string> quoted(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(quote_ident(name));
    return out;
}

std::string named(const PublishedTable& table) {
    return (table.only ? "ONLY " : "") + table.name;
}

std::string described(const PublishedTable& table) {
    return named(table) + (table.columns.empty() ? "" : " (" + joined(quoted(table.columns)) + ")") +
           (table.where ? " WHERE (" + table.where->sql() + ")" : "");
}

std::string publish_option(const Publication& p) {
    return "publish = " + quote_literal(joined(p.publish));
}

std::string root_option(const Publication& p) {
    return std::string("publish_via_partition_root = ") + (p.via_root ? "true" : "false");
}

std::string generated_option(const Publication& p) {
    return "publish_generated_columns = " + p.generated.value_or("none");
}

std::string contents(const Publication& p) {
    if (p.all_tables) return " FOR ALL TABLES";
    std::vector<std::string> tables, parts;
    for (const PublishedTable& table : p.tables) tables.push_back(described(table));
    if (!tables.empty()) parts.push_back("TABLE " + joined(tables));
    if (!p.schemas.empty()) parts.push_back("TABLES IN SCHEMA " + joined(quoted(p.schemas)));
    return parts.empty() ? "" : " FOR " + joined(parts);
}

void create(const Creation& creation, Script& script) {
    const auto& p = creation.object.as<Publication>();
    std::vector<std::string> options;
    if (p.publish.size() != 4) options.push_back(publish_option(p));
    if (p.via_root) options.push_back(root_option(p));
    if (p.generated) options.push_back(generated_option(p));
    script.add("CREATE " + target(creation.object) + contents(p) +
                   (options.empty() ? "" : " WITH (" + joined(options) + ")"),
               {.lock = p.tables.empty() ? Lock::none : Lock::share_update_exclusive});
}

bool has(const std::vector<PublishedTable>& tables, const PublishedTable& wanted) {
    return std::any_of(tables.begin(), tables.end(),
                       [&](const PublishedTable& each) { return same_value(each, wanted); });
}

std::vector<std::string> without(const std::vector<std::string>& from, const std::vector<std::string>& taken) {
    std::vector<std::string> out;
    for (const std::string& each : from)
        if (std::find(taken.begin(), taken.end(), each) == taken.end()) out.push_back(quote_ident(each));
    return out;
}

// What is published no longer, or otherwise than before, is let go of first: what it uses may go then. With `all`, a table
// or column has to give way, and nobody says which.
void alter_contents(const Alteration& a, bool all, Script& script) {
    const auto &from = a.from.as<Publication>(), &to = a.to.as<Publication>();
    std::vector<std::string> gone, added;
    for (const PublishedTable& table : from.tables)
        if (all || !has(to.tables, table)) gone.push_back(named(table));
    for (const PublishedTable& table : to.tables)
        if (all || !has(from.tables, table)) added.push_back(described(table));
    const std::vector<std::string> nothing;
    const auto old_schemas = without(from.schemas, all ? nothing : to.schemas);
    const auto new_schemas = without(to.schemas, all ? nothing : from.schemas);
    const std::string alter = "ALTER " + target(a.to);
    const Effects release = {.lock = Lock::share_update_exclusive, .phase = Phase::release};
    const Effects late = {.lock = Lock::share_update_exclusive, .phase = Phase::late};
    if (!gone.empty()) script.add(alter + " DROP TABLE " + joined(gone), release);
    if (!old_schemas.empty())
        script.add(alter + " DROP TABLES IN SCHEMA " + joined(old_schemas), {.phase = Phase::release});
    if (!new_schemas.empty())
        script.add(alter + " ADD TABLES IN SCHEMA " + joined(new_schemas), {.phase = Phase::late});
    if (!added.empty()) script.add(alter + " ADD TABLE " + joined(added), late);
}

// FOR ALL TABLES is said once and for all.
void alter(const Alteration& a, Script& script) {
    if (a.changes.has("all_tables")) return;
    const auto& to = a.to.as<Publication>();
    const bool tables = a.changes.take("tables"), schemas = a.changes.take("schemas");
    if (tables || schemas || a.upheaval.link) alter_contents(a, a.upheaval.link, script);
    std::vector<std::string> options;
    if (a.changes.take("publish")) options.push_back(publish_option(to));
    if (a.changes.take("via_root")) options.push_back(root_option(to));
    if (a.changes.take("generated")) options.push_back(generated_option(to));
    if (!options.empty()) script.add("ALTER " + target(a.to) + " SET (" + joined(options) + ")");
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object));
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER " + target(from) + " RENAME TO " + quote_ident(to.name));
}

// A filter or a list of columns holds its columns' types fast.
Reaction react(const Object&, Facet, const Object& on, Cause cause) {
    return cause == Cause::gone || on.id.kind == Kind::column ? Reaction::relink : Reaction::none;
}

Facet facet(const Object&, const Object&, char) {
    return Facet::link;
}

} // namespace

void unpublish(Object& publication, const std::set<std::string>& tables) {
    std::erase_if(publication.attributes.as<Publication>().tables,
                  [&](const PublishedTable& table) { return tables.contains(table.name); });
}

const Ops publication = {
    .kind = Kind::publication,
    .name = "publication",
    .plural = "publications",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .react = react,
    .facet = facet,
    .in_database = true,
    .catalog = "pg_publication",
    .name_column = "pubname",
    .lets_go_first = true,
};

} // namespace flux::kinds
