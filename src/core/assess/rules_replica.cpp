// What subscribers of logical replication meet.
#include "core/assess/context.hpp"

#include <algorithm>
#include <array>

#include "core/kinds/constraint.hpp"
#include "core/kinds/publication.hpp"
#include "core/kinds/table.hpp"

namespace flux::hazard {
namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool holds(const kinds::Publication& publication, const Object& table) {
    return publication.all_tables || contains(publication.schemas, table.id.schema) ||
           std::any_of(publication.tables.begin(), publication.tables.end(),
                       [&](const kinds::PublishedTable& each) { return each.name == table.id.qualified(); });
}

bool publishes_changes(const kinds::Publication& publication) {
    return contains(publication.publish, "update") || contains(publication.publish, "delete");
}

bool is_primary_key(const Object& object) {
    return object.id.kind == Kind::constraint && object.as<kinds::Constraint>().type == "primary key";
}

// Nothing by which a subscriber could find its row.
bool lacks_identity(const Object& table, const Model& model) {
    const std::string& identity = table.as<kinds::Table>().replica_identity;
    if (identity == "nothing") return true;
    if (identity != "default" || table.as<kinds::Table>().partition_key) return false;
    const auto children = model.children(table.id.schema, table.id.name);
    return std::none_of(children.begin(), children.end(),
                        [&](std::size_t child) { return is_primary_key(model.objects()[child]); });
}

std::string unidentified_tables(const kinds::Publication& publication, const Model& model) {
    std::string text;
    for (const Object& object : model.objects())
        if (object.id.kind == Kind::table && holds(publication, object) && lacks_identity(object, model))
            text += (text.empty() ? "" : ", ") + object.id.text();
    return text;
}

bool is_published(const Object& table, const Model& model, bool changes) {
    return std::any_of(model.objects().begin(), model.objects().end(), [&](const Object& object) {
        if (object.id.kind != Kind::publication) return false;
        const auto& publication = object.as<kinds::Publication>();
        return holds(publication, table) && (!changes || publishes_changes(publication));
    });
}

// A step about a publication tells of its tables; one about a table or its key, of that table.
Answer replica_identity(const Context& c) {
    if (c.to && c.to->id.kind == Kind::publication) {
        const auto& publication = c.to->as<kinds::Publication>();
        const std::string tables = publishes_changes(publication) ? unidentified_tables(publication, c.desired) : "";
        return when(!tables.empty(), tables);
    }
    const bool loses_key = c.from && is_primary_key(*c.from) && !c.to;
    const bool loses_mark = c.from && c.to && c.from->id.kind == Kind::table && c.changes_attribute("replica_identity");
    if ((!loses_key && !loses_mark) || !c.relation) return std::nullopt;
    const Object* const after = c.desired.find(c.relation->id);
    return when(after && is_published(*c.relation, c.live, true) && lacks_identity(*after, c.desired));
}

Answer not_replicated(const Context& c) {
    const Object* const object = c.from ? c.from : c.to;
    if (c.from && !c.to && c.from->id.kind == Kind::publication) return "subscribers get nothing more";
    if (!object || object->id.kind != Kind::column || !c.relation || c.relation->id.kind != Kind::table) return std::nullopt;
    const bool alters = !c.from || !c.to || c.changes_attribute("type");
    return when(alters && is_published(*c.relation, c.live, false));
}

} // namespace

std::span<const Rule> replica_rules() {
    static constexpr auto rules = std::to_array<Rule>({
        {Hazard::replica_identity, replica_identity},
        {Hazard::not_replicated, not_replicated},
    });
    return rules;
}

} // namespace flux::hazard
