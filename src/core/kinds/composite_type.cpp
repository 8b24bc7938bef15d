#include "core/kinds/composite_type.hpp"

#include <algorithm>
#include <set>

#include "core/kinds/column_type.hpp"
#include "core/kinds/named_object.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

using AttributeList = std::vector<CompositeAttribute>;

std::string query(int) {
    return R"(
SELECT 'pg_type'::regclass::oid AS classid, t.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, t.typname::text AS name, NULL AS args,
       t.typowner AS owner, t.typacl AS acl,
       coalesce((SELECT json_agg(json_build_object(
                            'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                            'collation', CASE WHEN a.attcollation <> at.typcollation
                                              THEN format('%I.%I', ln.nspname, l.collname) END,
                            'comment', col_description(a.attrelid, a.attnum)) ORDER BY a.attnum)
                 FROM pg_attribute a
                 JOIN pg_type at ON at.oid = a.atttypid
                 LEFT JOIN pg_collation l ON l.oid = a.attcollation
                 LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
                 WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS attributes
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
WHERE t.typtype = 'c' AND t.typnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<CompositeType>(row));
}

std::string target(const Object& object) {
    return "TYPE " + object.id.qualified();
}

const AttributeList& attributes(const Object& object) {
    return object.as<CompositeType>().attributes;
}

std::string definition(const CompositeAttribute& attribute) {
    return quote_ident(attribute.name) + " " + attribute.type +
           (attribute.collation ? " COLLATE " + *attribute.collation : "");
}

void comment_on(const Object& type, const CompositeAttribute& attribute, Script& script) {
    script.add("COMMENT ON COLUMN " + type.id.qualified() + "." + quote_ident(attribute.name) + " IS " +
               (attribute.comment ? quote_literal(*attribute.comment) : "NULL"));
}

void create(const Creation& creation, Script& script) {
    std::vector<std::string> definitions;
    for (const CompositeAttribute& attribute : attributes(creation.object))
        definitions.push_back(definition(attribute));
    script.add(with_list("CREATE " + target(creation.object) + " AS", definitions));
    for (const CompositeAttribute& attribute : attributes(creation.object))
        if (attribute.comment) comment_on(creation.object, attribute, script);
}

const CompositeAttribute* find(const AttributeList& in, const std::string& name) {
    const auto at =
        std::find_if(in.begin(), in.end(), [&](const CompositeAttribute& a) { return a.name == name; });
    return at == in.end() ? nullptr : &*at;
}

bool is_retyped(const CompositeAttribute& from, const CompositeAttribute& to) {
    return from.type != to.type || from.collation != to.collation;
}

// What stores values of the type, or is made after it, directly or inside of other types.
bool is_used(const Model& model, const Object& type) {
    std::set<std::size_t> found = {model.position(type)};
    std::vector<std::size_t> open(found.begin(), found.end());
    while (!open.empty()) {
        const std::size_t on = open.back();
        open.pop_back();
        for (const Dependency& dependency : model.dependencies()) {
            if (dependency.on != on || dependency.facet != Facet::whole) continue;
            switch (model.objects()[dependency.from].id.kind) {
            case Kind::table:
            case Kind::foreign_table:
            case Kind::column:
            case Kind::materialized_view:
            case Kind::index:
                return true;
            case Kind::composite_type:
            case Kind::domain:
            case Kind::range_type:
                if (found.insert(dependency.from).second) open.push_back(dependency.from);
                break;
            default:
                break;
            }
        }
    }
    return false;
}

// New attributes can only stand at the end.
bool can_alter(const AttributeList& from, const AttributeList& to, bool used) {
    auto next = to.begin();
    for (const CompositeAttribute& attribute : from) {
        if (!find(to, attribute.name)) continue;
        if (next->name != attribute.name || (used && is_retyped(attribute, *next))) return false;
        ++next;
    }
    return std::none_of(next, to.end(),
                        [&](const CompositeAttribute& rest) { return find(from, rest.name) != nullptr; });
}

std::string clauses(const AttributeList& from, const AttributeList& to) {
    std::vector<std::string> out;
    for (const CompositeAttribute& attribute : from)
        if (!find(to, attribute.name)) out.push_back("DROP ATTRIBUTE " + quote_ident(attribute.name));
    for (const CompositeAttribute& attribute : to) {
        const CompositeAttribute* before = find(from, attribute.name);
        if (!before)
            out.push_back("ADD ATTRIBUTE " + definition(attribute));
        else if (is_retyped(*before, attribute))
            out.push_back("ALTER ATTRIBUTE " + quote_ident(attribute.name) + " TYPE " + attribute.type +
                          (attribute.collation ? " COLLATE " + *attribute.collation : ""));
    }
    return out.size() > 1 ? "\n    " + join(out, ",\n    ") : out.empty() ? "" : " " + out.front();
}

bool loses_attributes(const AttributeList& from, const AttributeList& to) {
    return std::any_of(from.begin(), from.end(),
                       [&](const CompositeAttribute& a) { return !find(to, a.name); });
}

bool narrows_attributes(const AttributeList& from, const AttributeList& to) {
    return std::any_of(from.begin(), from.end(), [&](const CompositeAttribute& a) {
        const CompositeAttribute* after = find(to, a.name);
        return after && !losses_of(a.type, after->type).empty();
    });
}

void alter(const Alteration& alteration, Script& script) {
    const AttributeList& from = attributes(alteration.from);
    const AttributeList& to = attributes(alteration.to);
    const bool used = is_used(alteration.live, alteration.from);
    if (!can_alter(from, to, used) || !alteration.changes.take("attributes")) return;
    const std::string head = "ALTER " + target(alteration.to);
    const std::string changes = clauses(from, to);
    if (!changes.empty()) {
        Effects effects;
        if (used && loses_attributes(from, to)) effects.hazards.push_back(Hazard::data_loss);
        script.add(head + changes, effects);
    }
    for (const CompositeAttribute& attribute : to) {
        const CompositeAttribute* before = find(from, attribute.name);
        if (before ? before->comment != attribute.comment : attribute.comment.has_value())
            comment_on(alteration.to, attribute, script);
    }
}

bool has_typed_tables(const Object& type, const Model& model) {
    const std::size_t on = model.position(type);
    return std::any_of(model.dependencies().begin(), model.dependencies().end(), [&](const Dependency& d) {
        return d.on == on && model.objects()[d.from].id.kind == Kind::table;
    });
}

// Views and parsed bodies hold on to the types of the attributes, tables made after the type to all of them.
bool converts(const Alteration& alteration) {
    const AttributeList& from = attributes(alteration.from);
    const AttributeList& to = attributes(alteration.to);
    if (alteration.changes.has("attributes") && has_typed_tables(alteration.from, alteration.live)) return true;
    return std::any_of(from.begin(), from.end(), [&](const CompositeAttribute& attribute) {
        const CompositeAttribute* after = find(to, attribute.name);
        return after && is_retyped(attribute, *after);
    });
}

void rename_part(const Object& type, const std::string& from, const std::string& to, Script& script) {
    script.add("ALTER " + target(type) + " RENAME ATTRIBUTE " + quote_ident(from) + " TO " + quote_ident(to));
}

void set_aside(const Object& from, const Object& to, Script& script) {
    const bool loses = loses_attributes(attributes(from), attributes(to)) || narrows_attributes(attributes(from), attributes(to));
    set_type_aside(from.id, "TYPE", script,
                   loses ? std::vector<Hazard>{Hazard::data_loss} : std::vector<Hazard>{});
}

// A composite type inside it that changes an attribute stays the same type.
Reaction react(const Object&, Facet, const Object&, Cause cause) {
    return cause == Cause::converted ? Reaction::none : Reaction::replace;
}

} // namespace

const Ops composite_type = {
    .kind = Kind::composite_type,
    .name = "composite type",
    .plural = "composite_types",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .rename_part = rename_part,
    .react = react,
    .converts = converts,
    .set_aside = set_aside,
    .acl_type = 'T',
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "c",
    .shares_relation_names = true,
    .shares_type_names = true,
};

} // namespace flux::kinds
