#include "core/plan/common.hpp"

#include "core/kinds/default_privileges.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/kinds/sequence.hpp"
#include "core/text/quote.hpp"

namespace flux {
namespace {

bool is_relation(Kind kind) {
    switch (kind) {
    case Kind::sequence:
    case Kind::table:
    case Kind::foreign_table:
    case Kind::view:
    case Kind::materialized_view:
    case Kind::index:
        return true;
    default:
        return false;
    }
}

Lock comment_lock(const Object& object) {
    if (is_relation(object.id.kind) || object.id.kind == Kind::column || object.id.kind == Kind::view_column)
        return Lock::share_update_exclusive;
    return object.id.parent.empty() || object.id.kind == Kind::domain_constraint ? Lock::none : Lock::access_share;
}

void set_comment(const Object& object, Script& script) {
    script.add("COMMENT ON " + kinds::ops(object).target(object) + " IS " +
                   (object.comment ? quote_literal(*object.comment) : "NULL"),
               {.lock = comment_lock(object)});
}

// A sequence that a column owns follows the owner of the table, and refuses another.
bool follows_another(const Object& object) {
    return object.id.kind == Kind::sequence && object.as<kinds::Sequence>().owned_by.has_value();
}

void set_owner(const Object& object, Script& script) {
    script.add("ALTER " + kinds::ops(object).target(object) + " OWNER TO " + quote_ident(object.owner),
               {.lock = is_relation(object.id.kind) ? Lock::access_exclusive : Lock::none});
}

// GRANT names an aggregate by the types of all its arguments: `*` is none, and ORDER BY only a comma.
std::string plain_arguments(const Object& object) {
    std::string args = object.id.args;
    if (object.id.kind != Kind::aggregate) return args;
    if (args == "*") return "";
    static constexpr std::string_view order_by = "ORDER BY ";
    if (args.starts_with(order_by)) args.erase(0, order_by.size());
    if (const auto at = args.find(" ORDER BY "); at != std::string::npos) args.replace(at, 10, ", ");
    return args;
}

std::string grant_target(const Object& object) {
    const kinds::Ops& ops = kinds::ops(object);
    if (ops.grant_word.empty()) return ops.target(object);
    const std::string word(ops.grant_word);
    if (ops.acl_type == 'c') return word + " " + object.id.qualified_parent();
    const std::string named = word + " " + object.id.qualified();
    return ops.acl_type == 'f' ? named + "(" + plain_arguments(object) + ")" : named;
}

void set_privileges(const Object& object, const Privileges& from, Script& script) {
    const bool column = kinds::ops(object).acl_type == 'c';
    const std::string columns = column ? "(" + quote_ident(object.id.name) + ")" : "";
    for (std::string& statement :
         privilege_statements(from, *object.privileges, grant_target(object), quote_ident(object.owner), columns))
        script.add(std::move(statement));
}

// What creating under that owner gives him besides what is his anyway.
Privileges under_owner(const Privileges& privileges, const std::string& owner) {
    Privileges out = privileges;
    for (Grant& grant : out)
        if (grant.grantee == quote_ident(owner)) grant.grantee = kOwner;
    return merged(std::move(out));
}

// Objects stand in the order of kinds, and this kind is the last of them.
const kinds::DefaultPrivileges* defaults_for(const Model& live, const std::string& role, const std::string* schema,
                                             const std::string& objects) {
    for (auto at = live.objects().rbegin(); at != live.objects().rend(); ++at) {
        if (at->id.kind != Kind::default_privileges) break;
        const auto& d = at->as<kinds::DefaultPrivileges>();
        const bool same_schema = schema ? d.in_schema == *schema : !d.in_schema;
        if (same_schema && d.role == role && d.objects == objects) return &d;
    }
    return nullptr;
}

std::string objects_of(char acl_type) {
    switch (acl_type) {
    case 'r': return "TABLES";
    case 's': return "SEQUENCES";
    case 'f': return "FUNCTIONS";
    case 'T': return "TYPES";
    case 'n': return "SCHEMAS";
    default: return "";
    }
}

} // namespace

Privileges initial_privileges(const Model& live, char acl_type, const std::string& schema, const std::string& role) {
    const auto built_in = live.server_default_privileges.find(acl_type);
    Privileges out = built_in == live.server_default_privileges.end() ? Privileges() : built_in->second;
    const std::string objects = objects_of(acl_type);
    if (objects.empty()) return out;
    if (const auto* everywhere = defaults_for(live, role, nullptr, objects)) out = kinds::with_defaults(out, *everywhere);
    if (const auto* here = defaults_for(live, role, &schema, objects)) out = kinds::with_defaults(out, *here);
    return out;
}

void keep_column_privileges(const Object& from, const Object& to, const Model& model, Script& script) {
    if (!from.privileges || !to.privileges || !to.id.parent.empty()) return;
    const Privileges revoked = revoked_privileges(under_owner(*from.privileges, to.owner), *to.privileges);
    if (revoked.empty() || model.container(to.id.schema, to.id.name) == nullptr) return;
    for (const std::size_t child : model.children(to.id.schema, to.id.name)) {
        Object column = model.objects()[child];
        if (kinds::ops(column).acl_type != 'c' || !column.privileges) continue;
        column.privileges = given_again(*column.privileges, revoked);
        column.owner = to.owner;
        set_privileges(column, {}, script);
    }
}

void create_common(const Object& made, const Object& to, Script& script) {
    if (made.owner != to.owner && !to.owner.empty()) set_owner(to, script);
    if (made.comment != to.comment) set_comment(to, script);
    if (!to.privileges || made.privileges == to.privileges) return;
    set_privileges(to, under_owner(made.privileges.value_or(Privileges{}), to.owner), script);
}

void alter_common(const Object& from, const Object& to, Script& script) {
    if (!follows_another(from) || !follows_another(to)) return create_common(from, to, script);
    Object moved = from;
    moved.owner = to.owner;
    create_common(moved, to, script);
}

} // namespace flux
