#include "core/kinds/table_parts.hpp"

#include "core/kinds/column.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/table.hpp"

namespace flux::kinds {
namespace {

bool comes_from_parent(const Creation& creation, const Object& part) {
    const bool local =
        part.id.kind == Kind::constraint ? part.as<Constraint>().local : part.as<Column>().local;
    return !links_of(creation.object).inherits.empty() && !local;
}

bool of_type(const Object& table) {
    return table.id.kind == Kind::table && table.as<Table>().of_type;
}

// What CREATE TABLE says about a column or constraint; empty where it says nothing.
std::string line(const Creation& creation, const Object& part) {
    if (comes_from_parent(creation, part)) return part.id.kind == Kind::column ? not_null_line(part) : "";
    if (part.id.kind == Kind::constraint)
        return fits_in_create_table(part, creation) ? constraint_definition(part) : "";
    if (of_type(creation.object)) return typed_column_definition(part, creation);
    const Object* parent = links_of(creation.object).inherits.empty() ? nullptr : parent_column(part, creation.model);
    return parent ? merged_column_definition(part, *parent, creation) : column_definition(part, creation);
}

void add_rest(const Creation& creation, const Object& part, Script& script) {
    const bool from_parent = comes_from_parent(creation, part);
    if (part.id.kind == Kind::constraint) {
        if (!from_parent) add_constraint_rest(part, creation, script);
    } else if (from_parent) {
        add_inherited_differences(part, creation.model, !creation.omits_default(part), script);
    } else {
        add_column_settings(part, script);
    }
}

} // namespace

std::string part_list(const Creation& creation) {
    std::string out;
    for (const Object* part : creation.parts)
        if (const std::string text = line(creation, *part); !text.empty())
            out += (out.empty() ? "\n    " : ",\n    ") + text;
    return of_type(creation.object) && out.empty() ? "" : " (" + out + "\n)";
}

void add_rest_of_parts(const Creation& creation, Script& script) {
    for (const Object* part : creation.parts) add_rest(creation, *part, script);
}

} // namespace flux::kinds
