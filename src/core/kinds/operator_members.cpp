#include "core/kinds/operator_members.hpp"

#include "core/kinds/named_object.hpp"

namespace flux::kinds {
namespace {

std::string numbered(const char* word, std::int64_t number) {
    return std::string(word) + " " + std::to_string(number) + " ";
}

std::string types(const std::string& left, const std::string& right) {
    return "(" + left + ", " + right + ")";
}

std::string owned_by(std::string_view owner_catalog, std::string_view member_catalog, std::string_view oid) {
    return "EXISTS (SELECT FROM pg_depend d WHERE d.classid = '" + std::string(member_catalog) +
           "'::regclass AND d.objid = " + std::string(oid) + " AND d.refclassid = '" +
           std::string(owner_catalog) + "'::regclass AND d.refobjid = x.oid)";
}

} // namespace

std::string member_columns(std::string_view owner_catalog) {
    const bool of_class = owner_catalog == "pg_opclass";
    const std::string family = of_class ? "x.opcfamily" : "x.oid";
    return R"(,
       coalesce((SELECT json_agg(json_build_object('strategy', m.amopstrategy,
                            'operator', format('%s.%s', quote_ident(on_.nspname), o.oprname),
                            'left', format_type(m.amoplefttype, NULL), 'right', format_type(m.amoprighttype, NULL),
                            'sort_family', )" +
           qualified_name_of("pg_opfamily", "opf", "m.amopsortfamily") + R"()
                        ORDER BY format_type(m.amoplefttype, NULL) COLLATE "C", format_type(m.amoprighttype, NULL) COLLATE "C",
                                 m.amopstrategy, m.amoppurpose)
                 FROM pg_amop m JOIN pg_operator o ON o.oid = m.amopopr JOIN pg_namespace on_ ON on_.oid = o.oprnamespace
                 WHERE m.amopfamily = )" +
           family + " AND " + owned_by(owner_catalog, "pg_amop", "m.oid") + R"(), '[]') AS operators,
       coalesce((SELECT json_agg(json_build_object('number', m.amprocnum, 'function', m.amproc::regprocedure::text,
                            'left', format_type(m.amproclefttype, NULL), 'right', format_type(m.amprocrighttype, NULL))
                        ORDER BY format_type(m.amproclefttype, NULL) COLLATE "C",
                                 format_type(m.amprocrighttype, NULL) COLLATE "C", m.amprocnum)
                 FROM pg_amproc m
                 WHERE m.amprocfamily = )" +
           family + " AND " + owned_by(owner_catalog, "pg_amproc", "m.oid") + "), '[]') AS functions";
}

std::string add_clause(const MemberOperator& member) {
    return numbered("OPERATOR", member.strategy) + member.name + " " + types(member.left, member.right) +
           (member.sort_family ? " FOR ORDER BY " + *member.sort_family : "");
}

std::string add_clause(const MemberFunction& member) {
    return numbered("FUNCTION", member.number) + types(member.left, member.right) + " " + member.function;
}

std::string drop_clause(const MemberOperator& member) {
    return numbered("OPERATOR", member.strategy) + types(member.left, member.right);
}

std::string drop_clause(const MemberFunction& member) {
    return numbered("FUNCTION", member.number) + types(member.left, member.right);
}

std::string name_using(const Identity& id) {
    return id.qualified() + " USING " + id.args;
}

} // namespace flux::kinds
