#include "core/kinds/column.hpp"

#include <algorithm>
#include <array>

#include "core/kinds/column_type.hpp"
#include "core/kinds/composite_value.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/kinds/table.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// pg_attver is a hidden bookkeeping entry of some minor releases, which pg_dump leaves out as well.
// Why the identity hangs on the sequence: from 17 on a partition shows its parent's identity, which is not
// its own.
std::string query(int version) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, a.attnum AS objsubid,
       n.nspname::text AS schema, c.relname::text AS parent, a.attname::text AS name, NULL AS args,
       NULL::oid AS owner, a.attacl AS acl,
       a.attnum AS position, format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attcollation <> t.typcollation THEN
           (SELECT format('%I.%I', cn.nspname, co.collname) FROM pg_collation co
            JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation) END AS collation,
       a.attnotnull AS not_null, )" +
           not_null_columns(version) + R"(,
       CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default",
       CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS generated,
       a.attgenerated = 'v' AS generated_virtual,
       CASE WHEN s.seqrelid IS NOT NULL THEN CASE a.attidentity WHEN 'a' THEN 'always' ELSE 'by default' END END AS identity,
       CASE WHEN s.seqrelid IS NOT NULL THEN
           json_build_object('name', s.relname, 'start', s.seqstart, 'increment', s.seqincrement, 'minimum', s.seqmin,
                             'maximum', s.seqmax, 'cache', s.seqcache, 'cycle', s.seqcycle, 'persistence', )" +
           // Before 15 the sequence of an unlogged table was always logged.
           std::string(version < 150000 ? "NULL" : "CASE WHEN s.relpersistence <> c.relpersistence THEN CASE s.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END END") +
           R"() END AS sequence,
       CASE WHEN a.attstorage <> t.typstorage THEN
           CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END
           AS storage,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
       NULLIF(a.attstattarget, -1) AS statistics,
       CASE WHEN a.attoptions[1] NOT LIKE 'pg\_attver=%' OR a.attoptions[2] IS NOT NULL THEN
           ARRAY(SELECT o FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg\_attver=%') END AS options,
       a.attislocal AS local, a.attinhcount > 0 AS inherited,
       CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
           AS type_storage,
       c.relkind = 'p' AND EXISTS (SELECT FROM pg_depend p WHERE p.classid = 'pg_class'::regclass AND p.objid = c.oid
                                   AND p.objsubid = a.attnum AND p.refclassid = 'pg_class'::regclass
                                   AND p.refobjid = c.oid AND p.deptype = 'i') AS in_partition_key,
       c.relkind = 'f' AS foreign, )" + foreign_options_column("a.attfdwoptions") + R"( AS foreign_options
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef
LEFT JOIN (SELECT p.refobjid, p.refobjsubid, sc.relname, sc.relpersistence, sq.*
           FROM pg_depend p
           JOIN pg_sequence sq ON sq.seqrelid = p.objid
           JOIN pg_class sc ON sc.oid = p.objid
           WHERE p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass AND p.deptype = 'i') AS s
       ON s.refobjid = a.attrelid AND s.refobjsubid = a.attnum AND a.attidentity <> '')" +
           not_null_join(version) + R"(
WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    auto column = read_fields<Column>(row);
    column.type_storage = row.at("type_storage").value_or("");
    column.in_partition_key = row.at("in_partition_key") == "t";
    column.not_null_local = row.at("not_null_local") == "t";
    column.not_null_name = row.at("not_null_name").value_or("");
    column.foreign = row.at("foreign") == "t";
    return Attributes(std::move(column));
}

std::string target(const Object& object) {
    return "COLUMN " + object.id.qualified_parent() + "." + quote_ident(object.id.name);
}

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};
constexpr Effects kGentle = {.lock = Lock::share_update_exclusive};

bool is_generated_alike(const Object& a, const Object& b) {
    const auto &c = a.as<Column>(), &d = b.as<Column>();
    return c.generated == d.generated && c.generated_virtual == d.generated_virtual;
}

// From PostgreSQL 18 on what is not the column's own is its parent's.
bool needs_not_null(const Object& column, const Object* parent) {
    const auto& c = column.as<Column>();
    return !parent || c.not_null_name.empty() || c.not_null_local;
}

// Everything behind the type, in the order that pg_dump uses.
// `parent`: of a column that CREATE TABLE merges with its parent's, which needs not be said again.
std::string definition_tail(const Object& column, const Creation& creation, const Object* parent = nullptr) {
    const auto& c = column.as<Column>();
    std::string out;
    if (c.compression) out += " COMPRESSION " + *c.compression;
    out += options_clause(c.foreign_options, Secrets::told);
    if (c.collation) out += " COLLATE " + *c.collation;
    if (c.default_value && !creation.omits_default(column)) out += " DEFAULT " + c.default_value->sql();
    if (c.generated && !(parent && is_generated_alike(column, *parent)))
        out += " GENERATED ALWAYS AS (" + c.generated->sql() + ")" + (c.generated_virtual ? " VIRTUAL" : " STORED");
    if (c.identity) out += " " + identity_clause(column);
    return needs_not_null(column, parent) ? out + not_null_clause(column, creation.live) : out;
}

// Statements about one column of one table, or of all its children too.
class Writer {
public:
    Writer(const Object& column, const Model& model, Script& script)
        : column_(column), only_(alter_table_only(column, model)),
          all_("ALTER TABLE " + column.id.qualified_parent()), script_(script) {}

    std::string part() const { return " ALTER COLUMN " + quote_ident(column_.id.name); }
    void only(const std::string& what, const Effects& effects) {
        script_.add(only_ + part() + what, effects);
    }
    void all(const std::string& what, const Effects& effects) { script_.add(all_ + part() + what, effects); }
    bool has_children() const { return only_ != all_; }

    void set_default(Phase phase = Phase::build) {
        only(" SET DEFAULT " + column_.as<Column>().default_value->sql(),
             {.lock = Lock::access_exclusive, .phase = phase});
    }
    void drop_default(Phase phase) {
        only(" DROP DEFAULT", {.lock = Lock::access_exclusive, .phase = phase});
    }
    void set_storage() {
        const auto& c = column_.as<Column>();
        only(" SET STORAGE " + c.storage.value_or(c.type_storage), kExclusive);
    }
    void set_compression() {
        only(" SET COMPRESSION " + column_.as<Column>().compression.value_or("default"), kExclusive);
    }
    void set_statistics() {
        only(" SET STATISTICS " + std::to_string(column_.as<Column>().statistics.value_or(-1)), kGentle);
    }
    void set_options(const std::vector<std::string>& from) {
        for (const std::string& clause : option_changes(from, column_.as<Column>().options))
            only(clause, kGentle);
    }

private:
    const Object& column_;
    std::string only_, all_;
    Script& script_;
};

// Defaults that PostgreSQL computes for each row that is there already. A rule of thumb: whether a function
// of the user's is volatile is not known here.
bool is_volatile(const std::string& expression) {
    static constexpr auto names =
        std::to_array<std::string_view>({"nextval(", "random()", "gen_random_uuid()", "clock_timestamp()",
                                         "timeofday()", "uuid_generate_v", "uuidv"});
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return expression.find(name) != std::string::npos; });
}

void create(const Creation& creation, Script& script) {
    const Object& column = creation.object;
    const auto& c = column.as<Column>();
    const bool with_default = !creation.omits_default(column);
    const bool rewrites = !c.foreign && ((c.generated && !c.generated_virtual) || c.identity ||
                                         (with_default && c.default_value && is_volatile(c.default_value->text())));
    script.add("ALTER TABLE " + column.id.qualified_parent() + " ADD COLUMN " +
                   column_definition(column, creation),
               {.lock = Lock::access_exclusive, .rewrites = rewrites});
    add_column_settings(column, script);
}

bool type_differs(const Object& from, const Object& to) {
    const auto &a = from.as<Column>(), &b = to.as<Column>();
    return a.type != b.type || a.collation != b.collation;
}

// PostgreSQL never changes the type of a column that a table is partitioned by.
bool rebuilds_table(const Alteration& a) {
    return a.from.as<Column>().in_partition_key && (a.upheaval.type || type_differs(a.from, a.to));
}

// Still, when the type changes: what becomes an identity has let go of its default before.
bool has_default(const Alteration& a) {
    return a.from.as<Column>().default_value && !a.to.as<Column>().identity;
}

void change_type(const Alteration& a, bool default_too, Writer& writer, Script& script) {
    const auto &from = a.from.as<Column>(), &to = a.to.as<Column>();
    const std::string name = quote_ident(a.to.id.name);
    TypeChange change = type_change(name, from.type, to.type, a.upheaval.type);
    if (!a.using_expression.empty())
        change.using_expression = a.using_expression;
    else if (std::string value = value_by_attributes(name, from.type, to.type, a.live, a.desired); !value.empty())
        change.using_expression = std::move(value);
    // What a foreign table holds is not touched, only seen in another way.
    if (to.foreign) change = {.using_expression = "", .rewrites = false, .loses = false};
    const std::string part = writer.part();
    std::string sql = "ALTER TABLE " + a.to.id.qualified_parent();
    if (default_too && has_default(a)) sql += part + " DROP DEFAULT,";
    sql += part + " TYPE " + to.type + (to.collation ? " COLLATE " + *to.collation : "");
    if (!change.using_expression.empty()) sql += " USING " + change.using_expression;
    if (default_too && to.default_value) sql += "," + part + " SET DEFAULT " + to.default_value->sql();
    script.add(sql, {.lock = Lock::access_exclusive,
                     .rewrites = change.rewrites,
                     .scans = !to.foreign,
                     .hazards = change.loses ? std::vector{Hazard::data_loss} : std::vector<Hazard>{}});
}

// Type, collation and default: PostgreSQL would carry a default along as a cast of the old one, or refuse to.
void alter_type_and_default(const Alteration& a, Writer& writer, Script& script) {
    const auto &from = a.from.as<Column>(), &to = a.to.as<Column>();
    const bool type = (a.changes.take("type") | a.changes.take("collation")) || a.upheaval.type;
    const bool changed = a.changes.take("default");
    if (!type) {
        if (from.default_value && a.upheaval.default_value) writer.drop_default(Phase::release);
        if (from.default_value && !a.upheaval.default_value && changed && !to.default_value)
            writer.drop_default(Phase::build);
        if (to.default_value && (changed || a.upheaval.default_value)) writer.set_default();
        return;
    }
    const Object* parent = lasting_parent(a);
    const Object* parent_before = parent ? a.live.find(parent->id) : nullptr;
    const bool carried = parent && (a.upheaval.type || type_differs(*parent_before, *parent));
    const bool apart = carried || writer.has_children() || a.upheaval.default_value;
    if (apart && has_default(a)) writer.drop_default(Phase::release);
    if (!carried) change_type(a, !apart, writer, script);
    if (apart && to.default_value) writer.set_default();
    if (to.storage) writer.set_storage();
    if (to.compression) writer.set_compression();
    a.changes.take("storage");
    a.changes.take("compression");
}

// From 17 on the expression can be another one. Why not with a new type: the old expression would have to fit it. Why not
// beside a check: the server refuses it there for virtual columns.
bool can_set_expression(const Alteration& a) {
    const auto &from = a.from.as<Column>(), &to = a.to.as<Column>();
    if (a.live.server_version < 170000 || from.generated_virtual != to.generated_virtual || a.upheaval.type ||
        a.changes.has("type") || a.changes.has("collation"))
        return false;
    if (!to.generated_virtual) return true;
    const auto parts = a.live.children(a.from.id.schema, a.from.id.parent);
    return std::none_of(parts.begin(), parts.end(), [&](const std::size_t part) {
        const Object& object = a.live.objects()[part];
        return object.id.kind == Kind::constraint && object.as<Constraint>().type == "check";
    });
}

// A generated column can become a plain one and keep its values. Any other change is one of the whole column.
void alter_generated(const Alteration& a, Script& script) {
    const auto &from = a.from.as<Column>(), &to = a.to.as<Column>();
    if (!from.generated || !a.changes.has("generated")) return;
    if (to.generated ? !can_set_expression(a) : from.generated_virtual) return;
    a.changes.take("generated");
    const Object* parent = lasting_parent(a);
    if (parent && parent->as<Column>().generated == to.generated &&
        a.live.find(parent->id)->as<Column>().generated != to.generated)
        return;
    const std::string head = "ALTER TABLE " + a.to.id.qualified_parent() + " ALTER COLUMN " + quote_ident(a.to.id.name);
    if (to.generated)
        script.add(head + " SET EXPRESSION AS (" + to.generated->sql() + ")",
                   {.lock = Lock::access_exclusive, .rewrites = !to.generated_virtual});
    else
        script.add(head + " DROP EXPRESSION", kExclusive);
}

void alter(const Alteration& a, Script& script) {
    const auto& from = a.from.as<Column>();
    Writer writer(a.to, a.live, script);
    alter_generated(a, script);
    alter_identity(a, script);
    alter_type_and_default(a, writer, script);
    alter_identity_sequence(a, script);
    alter_not_null(a, script);
    if (a.changes.take("storage")) writer.set_storage();
    if (a.changes.take("compression")) writer.set_compression();
    if (a.changes.take("statistics")) writer.set_statistics();
    if (a.changes.take("options")) writer.set_options(from.options);
    if (a.changes.take("foreign_options"))
        writer.only(options_change(from.foreign_options, a.to.as<Column>().foreign_options, Secrets::told), kExclusive);
}

bool converts(const Alteration& a) {
    return a.upheaval.type || type_differs(a.from, a.to);
}

bool loses_data(const Column& c) {
    return !c.generated && !c.foreign;
}

void drop(const Object& object, Script& script) {
    script.add(
        "ALTER TABLE " + object.id.qualified_parent() + " DROP COLUMN " + quote_ident(object.id.name),
        {.lock = Lock::access_exclusive,
         .hazards = loses_data(object.as<Column>()) ? std::vector{Hazard::data_loss} : std::vector<Hazard>{}});
}

void drop_alone(const Object& object, Script& script) {
    script.add("ALTER TABLE ONLY " + object.id.qualified_parent() + " DROP COLUMN " + quote_ident(object.id.name),
               {.lock = Lock::access_exclusive, .hazards = {Hazard::data_loss}});
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER TABLE " + quote_qualified(to.schema, to.parent) + " RENAME COLUMN " +
                   quote_ident(from.id.name) + " TO " + quote_ident(to.name),
               kExclusive);
}

Reaction react(const Object& object, Facet facet, const Object& on, Cause cause) {
    const bool generated = object.as<Column>().generated.has_value();
    if (facet == Facet::default_value) {
        if (generated) return Reaction::replace;
        return cause == Cause::gone ? Reaction::reset_default : Reaction::none;
    }
    if (cause == Cause::converted) return Reaction::none;
    const bool is_type = ops(on).shares_type_names && !is_any_table(on.id.kind);
    return is_type || on.id.kind == Kind::collation ? Reaction::convert : Reaction::replace;
}

const Object* carried_by(const Object& object, const Model& model) {
    return object.as<Column>().local ? nullptr : parent_column(object, model);
}

void set_default(const Object& column, Script& script) {
    if (const auto& value = column.as<Column>().default_value)
        script.add("ALTER TABLE ONLY " + column.id.qualified_parent() + " ALTER COLUMN " +
                       quote_ident(column.id.name) + " SET DEFAULT " + value->sql(),
                   kExclusive);
}

void drop_default(const Object& column, Script& script) {
    script.add("ALTER TABLE ONLY " + column.id.qualified_parent() + " ALTER COLUMN " +
                   quote_ident(column.id.name) + " DROP DEFAULT",
               kExclusive);
}

std::int64_t position(const Object& object) {
    return object.as<Column>().position;
}

} // namespace

std::string column_definition(const Object& column, const Creation& creation) {
    return quote_ident(column.id.name) + " " + column.as<Column>().type +
           definition_tail(column, creation);
}

std::string merged_column_definition(const Object& column, const Object& parent, const Creation& creation) {
    return quote_ident(column.id.name) + " " + column.as<Column>().type + definition_tail(column, creation, &parent);
}

std::string typed_column_definition(const Object& column, const Creation& creation) {
    const std::string tail = definition_tail(column, creation);
    return tail.empty() ? "" : quote_ident(column.id.name) + " WITH OPTIONS" + tail;
}

const Object* parent_column(const Object& column, const Model& model) {
    if (!column.as<Column>().inherited) return nullptr;
    const Object* table = table_of(column, model);
    if (!table) return nullptr;
    for (const Object* parent : parents_of(*table, model))
        if (const Object* found =
                model.find({Kind::column, parent->id.schema, parent->id.name, column.id.name, ""}))
            return found;
    return nullptr;
}

const Object* lasting_parent(const Alteration& a) {
    const Object* before = parent_column(a.from, a.live);
    const Object* after = parent_column(a.to, a.desired);
    if (!before || !after || before->id != after->id) return nullptr;
    const Object &table = *table_of(a.from, a.live), &table_after = *table_of(a.to, a.desired);
    const auto leaves = ops(table).leaves;
    return leaves && table.id.kind == table_after.id.kind && leaves(table, table_after, *table_of(*before, a.live)) ? nullptr : after;
}

void add_column_settings(const Object& column, Script& script) {
    const auto& c = column.as<Column>();
    Writer writer(column, Model(), script);
    if (c.storage) writer.set_storage();
    if (c.statistics) writer.set_statistics();
    writer.set_options({});
    add_sequence_persistence(column, script);
    add_not_null_rest(column, script);
}

void add_inherited_differences(const Object& column, const Model& model, bool with_default, Script& script) {
    const Object* parent = parent_column(column, model);
    if (!parent) return;
    const auto &c = column.as<Column>(), &p = parent->as<Column>();
    Writer writer(column, Model(), script);
    if (c.default_value != p.default_value && !c.default_value && !c.generated)
        writer.drop_default(Phase::build);
    if (c.default_value != p.default_value && c.default_value && with_default) writer.set_default();
    // From 18 on, what is not the child's own comes from another parent.
    if (c.not_null && !p.not_null && model.server_version < 180000) writer.only(" SET NOT NULL", kExclusive);
    if (c.storage != p.storage) writer.set_storage();
    if (c.compression != p.compression) writer.set_compression();
    if (c.statistics) writer.set_statistics();
    writer.set_options({});
    if (c.not_null_local) add_not_null_rest(column, script);
}

const Ops column = {
    .kind = Kind::column,
    .name = "column",
    .plural = "columns",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .react = react,
    .converts = converts,
    .carried_by = carried_by,
    .drop_alone = drop_alone,
    .follows = parent_column,
    .steps_aside = [](const Object&) { return true; },
    .rebuilds_parent = rebuilds_table,
    .set_default = set_default,
    .drop_default = drop_default,
    .position = position,
    .acl_type = 'c',
    .grant_word = "TABLE",
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "rpf",
    .part_of_parent = true,
    .replace_loses_data = true,
};

} // namespace flux::kinds
