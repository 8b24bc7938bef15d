// Enums, composite types, domains, ranges.
#include "core/source/statement.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;
using Effect = Alteration::Effect;

void take_domain_constraint(Statement& s, const Name& domain, Tree tree) {
    Tree constraint = untagged(tree);
    std::string name = text(constraint, "conname");
    if (name.empty() && text(constraint, "contype") == "CONSTR_CHECK")
        name = made_up_name(domain.name, {}, "check");
    s.define({Space::constraint, domain.schema, name, domain.name});
    s.need_all(field(constraint, "raw_expr"));
}

} // namespace

void create_enum(Statement& s, Tree node) {
    s.define_type(name_of(Space::type, strings(field(node, "typeName"))));
}

void create_composite(Statement& s, Tree node) {
    const Name relation = relation_of(field(node, "typevar"));
    s.define_relation(relation);
    s.need_all(field(node, "coldeflist"));
}

void create_domain(Statement& s, Tree node) {
    const Name domain = name_of(Space::type, strings(field(node, "domainname")));
    s.define_type(domain);
    s.need_all(field(node, "typeName"));
    s.need_all(field(node, "collClause"));
    for (Tree constraint : elements(field(node, "constraints")))
        take_domain_constraint(s, domain, constraint);
}

void create_range(Statement& s, Tree node) {
    const Name range = name_of(Space::type, strings(field(node, "typeName")));
    s.define_type(range);
    std::string multirange = range.name;
    const std::size_t found = multirange.find("range");
    multirange = found == std::string::npos ? multirange + "_multirange" : multirange.insert(found, "multi");
    for (Tree entry : elements(field(node, "params"))) {
        Tree option = untagged(entry);
        const std::string name = text(option, "defname");
        Tree argument = field(option, "arg");
        Tree names = has(untagged(argument), "names") ? field(untagged(argument), "names") : argument;
        if (name == "multirange_type_name")
            multirange = name_of(Space::type, strings(names)).name;
        else if (name == "subtype")
            s.need_all(argument);
        else if (name == "collation")
            s.need(name_of(Space::collation, strings(names)));
        else if (name == "subtype_opclass")
            s.need(name_of(Space::operator_class, strings(names)));
        else
            s.need(name_of(Space::routine, strings(names)));
    }
    s.define_type({Space::type, range.schema, multirange, {}});
    s.define({Space::routine, range.schema, range.name, {}}); // the constructors
    s.define({Space::routine, range.schema, multirange, {}});
}

void alter_enum(Statement& s, Tree node) {
    const Name type = name_of(Space::type, strings(field(node, "typeName")));
    const std::string old_label = text(node, "oldVal"), new_label = text(node, "newVal");
    Alteration& alteration = s.alter(type, old_label.empty() ? Effect::structure : Effect::barrier);
    alteration.adds = {new_label};
    if (!old_label.empty()) alteration.removes = {old_label};
}

void alter_domain(Statement& s, Tree node) {
    const Name domain = name_of(Space::type, strings(field(node, "typeName")));
    const std::string subtype = text(node, "subtype"), name = text(node, "name");
    s.alter(domain, Effect::structure);
    if (subtype == "C")
        take_domain_constraint(s, domain, field(node, "def"));
    else if (subtype == "X")
        s.drop({Space::constraint, domain.schema, name, domain.name});
    else if (subtype == "V")
        s.need({Space::constraint, domain.schema, name, domain.name});
    else
        s.need_all(field(node, "def"));
}

} // namespace flux::source
