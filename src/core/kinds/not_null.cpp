#include "core/kinds/not_null.hpp"

#include <algorithm>

#include "core/kinds/column.hpp"
#include "core/kinds/table.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};
constexpr Effects kScan = {.lock = Lock::access_exclusive, .scans = true};

const Column& of(const Object& column) { return column.as<Column>(); }
bool is_not_null(const Object& column) { return of(column).not_null; }
NotNull details(const Object& column) { return of(column).not_null_constraint.value_or(NotNull()); }

// The name that the constraint bears: what the catalog says, or what the server will give.
std::string name_of(const Object& column) {
    const auto& c = of(column);
    if (!c.not_null_name.empty()) return c.not_null_name;
    if (c.not_null_constraint && c.not_null_constraint->name) return *c.not_null_constraint->name;
    return column.id.parent + "_" + column.id.name + "_not_null";
}

// Would the server give it another name by itself? An inherited constraint's name is known, but is none of the model's: a
// partition is made with it. And while another one of the schema bears the name, the server adds a number.
bool needs_name(const Object& column, const Model& live) {
    const std::string& name = of(column).not_null_name;
    if (details(column).name) return true;
    if (name.empty()) return false;
    if (name != column.id.parent + "_" + column.id.name + "_not_null") return true;
    const auto& there = live.objects();
    return std::any_of(there.begin(), there.end(), [&](const Object& each) {
        return each.id.kind == Kind::column && of(each).not_null_name == name && each.id.schema == column.id.schema;
    });
}

std::string words(const NotNull& constraint) { return constraint.no_inherit ? " NO INHERIT" : ""; }
std::string head(const Object& column) { return "ALTER TABLE " + column.id.qualified_parent(); }
std::string part(const Object& column) { return " ALTER COLUMN " + quote_ident(column.id.name); }
bool is_plain(const Object& column) {
    const NotNull k = details(column);
    return !k.name && !k.no_inherit && k.validated;
}

void set_comment(const Object& column, Script& script) {
    const auto comment = details(column).comment;
    script.add("COMMENT ON CONSTRAINT " + quote_ident(name_of(column)) + " ON " + column.id.qualified_parent() + " IS " +
               (comment ? quote_literal(*comment) : "NULL"));
}

// ALTER TABLE … ADD CONSTRAINT, where SET NOT NULL cannot say it.
void add_constraint(const Object& column, Script& script) {
    const NotNull k = details(column);
    script.add(head(column) + " ADD CONSTRAINT " + quote_ident(name_of(column)) + " NOT NULL " +
                   quote_ident(column.id.name) + words(k) + (k.validated ? "" : " NOT VALID"),
               k.validated ? kScan : kExclusive);
}

const Object* same_column(const Object& table, const Object& column, const Model& model) {
    return model.find({Kind::column, table.id.schema, table.id.name, column.id.name, ""});
}

std::vector<const Object*> children(const Object& column, const Model& model) {
    const Object* table = table_of(column, model);
    return table ? children_of(*table, model) : std::vector<const Object*>{};
}

// The children that would lose their own NOT NULL with their parent's get it back.
void drop(const Alteration& a, Script& script) {
    const bool all = a.live.server_version >= 180000 || is_partitioned(a.to, a.live);
    script.add((all ? head(a.to) : alter_table_only(a.to, a.live)) + part(a.to) + " DROP NOT NULL", kExclusive);
    if (!all) return;
    for (const Object* child : children(a.to, a.desired)) {
        const Object* column = same_column(*child, a.to, a.desired);
        const Object* before = column ? a.live.find(column->id) : nullptr;
        if (before && is_not_null(*column) && !of(*before).not_null_local)
            script.add("ALTER TABLE " + child->id.qualified() + part(a.to) + " SET NOT NULL", kScan);
    }
}

// From 18 on children have what their parent has; before, each can have its own.
void set(const Alteration& a, Script& script) {
    if (!is_plain(a.to) || needs_name(a.to, a.live)) {
        add_constraint(a.to, script);
        return;
    }
    const auto below = children(a.to, a.desired);
    const bool all = std::all_of(below.begin(), below.end(), [&](const Object* child) {
        const Object* column = same_column(*child, a.to, a.desired);
        return !column || is_not_null(*column);
    });
    script.add((all ? head(a.to) : alter_table_only(a.to, a.live)) + part(a.to) + " SET NOT NULL", kScan);
}

bool goes_down(const Object& column) { return is_not_null(column) && !details(column).no_inherit; }

// Did the statement for the parent's column do it? A parent that keeps its own for itself leaves that to its children.
bool is_carried(const Alteration& a) {
    const Object* after = lasting_parent(a);
    if (!after) return false;
    const bool not_null = is_not_null(a.to);
    const Object& now = *a.live.find(after->id);
    if (a.live.server_version < 180000)
        return is_partitioned(*after, a.live) && is_not_null(*after) == not_null && is_not_null(now) != not_null;
    if (goes_down(*after) != not_null || goes_down(now) == not_null) return false;
    return not_null ? !of(a.to).not_null_local : !of(a.from).not_null_local && !is_not_null(*after);
}

// RENAME CONSTRAINT goes down to the children, and fails where one has another name for it.
void refuse_other_names_below(const Alteration& a, const std::string& name) {
    if (details(a.from).no_inherit) return;
    for (const Object* child : children(a.from, a.live)) {
        const Object* column = same_column(*child, a.from, a.live);
        if (column && of(*column).not_null_name != name && a.desired.find(child->id))
            throw Error(ErrorCode::feature_not_supported,
                        "constraint " + quote_ident(name) + " of " + a.to.id.qualified_parent() + " cannot be renamed", "",
                        "Its children have it under other names: " + child->id.qualified() + ".");
    }
}

void validate(const Object& column, const std::string& name, Script& script) {
    script.add_as(Op::validate, head(column) + " VALIDATE CONSTRAINT " + quote_ident(name),
                  {.lock = Lock::share_update_exclusive, .scans = true});
}

// Children that have nothing of their own get what their parent gets; their rows may be proven all the same.
void prove_below(const Alteration& a, const Object& parent, const std::string& name, Script& script) {
    for (const Object* child : children(parent, a.desired)) {
        const Object* column = same_column(*child, a.to, a.desired);
        const Object* before = column ? a.live.find(column->id) : nullptr;
        if (!before || of(*before).not_null_local) continue;
        if (details(*column).validated) validate(*column, name, script);
        else prove_below(a, *column, name, script);
    }
}

// A constraint that is proven cannot be made one that is not.
void make_unproven(const Alteration& a, Script& script) {
    if (const Object* parent = parent_column(a.to, a.desired); parent && goes_down(*parent)) {
        const Object* before = a.live.find(parent->id);
        if (before && details(*before).validated && !details(*parent).validated) return;
        throw Error(ErrorCode::feature_not_supported,
                    "the NOT NULL of column " + quote_ident(a.to.id.name) + " of " + a.to.id.qualified_parent() +
                        " cannot be made NOT VALID",
                    "", "It is inherited and has been proven. Leave it proven.");
    }
    script.add(head(a.to) + part(a.to) + " DROP NOT NULL", kExclusive);
    add_constraint(a.to, script);
    if (!details(a.to).no_inherit) prove_below(a, a.to, name_of(a.to), script);
    if (details(a.to).comment) set_comment(a.to, script);
}

// The children keep what they had from their parent, as their own, under the name that it bore there.
void rename_below(const Alteration& a, Script& script) {
    for (const Object* child : children(a.to, a.desired)) {
        const Object* column = same_column(*child, a.to, a.desired);
        const Object* before = column ? a.live.find(column->id) : nullptr;
        if (!before || !is_not_null(*column) || !is_not_null(*before) || of(*before).not_null_local) continue;
        const std::string from = name_of(*before), to = name_of(*column);
        if (from != to)
            script.add("ALTER TABLE " + child->id.qualified() + " RENAME CONSTRAINT " + quote_ident(from) + " TO " + quote_ident(to),
                       kExclusive);
    }
}

void alter_details(const Alteration& a, Script& script) {
    const NotNull from = details(a.from), to = details(a.to);
    const std::string old_name = name_of(a.from), new_name = name_of(a.to);
    if (from.validated && !to.validated) return make_unproven(a, script);
    if (from.name != to.name && old_name != new_name) {
        refuse_other_names_below(a, old_name);
        script.add(head(a.to) + " RENAME CONSTRAINT " + quote_ident(old_name) + " TO " + quote_ident(new_name), kExclusive);
    }
    if (from.no_inherit != to.no_inherit) {
        script.add(head(a.to) + " ALTER CONSTRAINT " + quote_ident(new_name) + (to.no_inherit ? " NO INHERIT" : " INHERIT"),
                   kExclusive);
        if (to.no_inherit) rename_below(a, script);
    }
    if (!from.validated && to.validated) validate(a.to, new_name, script);
    if (from.comment != to.comment) set_comment(a.to, script);
}

} // namespace

// A name that the server made stays as it is when the table or the column is renamed, and an inherited constraint cannot be
// renamed: neither name is compared.
std::string not_null_columns(int version) {
    if (version < 180000)
        return "NULL::json AS not_null_constraint, false AS not_null_local, NULL AS not_null_name";
    return R"(
       CASE WHEN nn.given_name IS NOT NULL OR nn.connoinherit OR NOT nn.convalidated OR nn.comment IS NOT NULL THEN
           json_build_object('name', nn.given_name, 'no_inherit', nn.connoinherit, 'validated', nn.convalidated,
                             'comment', nn.comment) END
           AS not_null_constraint,
       coalesce(nn.conislocal, false) AS not_null_local, nn.conname::text AS not_null_name)";
}

std::string not_null_join(int version) {
    if (version < 180000) return "";
    return R"(
LEFT JOIN (SELECT k.conrelid, k.conkey[1] AS attnum, k.conname, k.connoinherit, k.convalidated, k.conislocal,
                  CASE WHEN k.coninhcount = 0 AND k.conname !~ '_not_null[0-9]*$' THEN k.conname END AS given_name,
                  obj_description(k.oid, 'pg_constraint') AS comment
           FROM pg_constraint k WHERE k.contype = 'n' AND k.conrelid <> 0) AS nn
       ON nn.conrelid = a.attrelid AND nn.attnum = a.attnum)";
}

std::string not_null_clause(const Object& column, const Model& live) {
    if (!is_not_null(column)) return "";
    const NotNull k = details(column);
    if (!k.validated) return "";
    return (needs_name(column, live) ? " CONSTRAINT " + quote_ident(name_of(column)) : "") + " NOT NULL" + words(k);
}

std::string not_null_line(const Object& column) {
    const NotNull k = details(column);
    if (!of(column).not_null_local || !k.validated) return "";
    return "CONSTRAINT " + quote_ident(name_of(column)) + " NOT NULL " + quote_ident(column.id.name) + words(k);
}

void add_not_null_rest(const Object& column, Script& script) {
    const NotNull k = details(column);
    if (!k.validated) add_constraint(column, script);
    if (k.comment) set_comment(column, script);
}

void alter_not_null(const Alteration& a, Script& script) {
    const bool details_differ = a.changes.take("not_null_constraint");
    if (!a.changes.take("not_null")) {
        if (details_differ) alter_details(a, script);
        return;
    }
    if (is_carried(a)) return;
    if (!is_not_null(a.to)) return drop(a, script);
    set(a, script);
    if (details(a.to).comment) set_comment(a.to, script);
}

} // namespace flux::kinds
