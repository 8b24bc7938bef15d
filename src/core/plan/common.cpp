#include "core/plan/common.hpp"

#include "core/kinds/kind_ops.hpp"
#include "core/text/quote.hpp"

namespace flux {
namespace {

// A column's privileges are granted on its relation, with the column in parentheses.
std::string grant_target(const Object& object) {
    const kinds::Ops& ops = kinds::ops(object);
    if (ops.acl_type == 'c') return "TABLE " + object.id.qualified_parent();
    if (ops.grant_word.empty()) return ops.target(object);
    return std::string(ops.grant_word) + " " + object.id.qualified() +
           (ops.shares_routine_names ? "(" + object.id.args + ")" : "");
}

} // namespace

void alter_common(const Object& from, const Object& to, Script& script) {
    const kinds::Ops& ops = kinds::ops(to);
    if (from.owner != to.owner && !to.owner.empty())
        script.add("ALTER " + ops.target(to) + " OWNER TO " + quote_ident(to.owner),
                   {.lock = ops.shares_relation_names ? Lock::access_exclusive : Lock::none});
    if (from.comment != to.comment)
        script.add("COMMENT ON " + ops.target(to) + " IS " + (to.comment ? quote_literal(*to.comment) : "NULL"),
                   {.lock = ops.shares_relation_names ? Lock::share_update_exclusive : Lock::none});
    if (!to.privileges || from.privileges == to.privileges) return;
    const std::string owner = quote_ident(to.owner.empty() ? from.owner : to.owner);
    const std::string columns = ops.acl_type == 'c' ? "(" + quote_ident(to.id.name) + ")" : "";
    for (std::string& sql :
         privilege_statements(from.privileges.value_or(Privileges{}), *to.privileges, grant_target(to), owner, columns))
        script.add(std::move(sql));
}

Privileges initial_privileges(const Model& live, char acl_type, const std::string&, const std::string&) {
    const auto at = live.server_default_privileges.find(acl_type);
    return at == live.server_default_privileges.end() ? Privileges{} : at->second;
}

} // namespace flux
