#include "core/kinds/index_attach.hpp"

#include "core/kinds/index.hpp"
#include "core/kinds/table.hpp"
#include "core/text/qualified.hpp"

namespace flux::kinds {
namespace {

bool stays_partition(const TableLinks& before, const TableLinks& after) {
    return before.partition_of == after.partition_of && before.bound == after.bound;
}

bool is_new(const Identity& index, const Model& live) {
    return !live.find(index);
}

} // namespace

bool attached_by_name(const Object& index, const IndexSettings& settings, const Model& live, const Model& desired) {
    const Object* after = settings.attached_to ? table_of(index, desired) : nullptr;
    if (!after || !links_of(*after).partition_of) return false;
    const Object* before = live.find(after->id);
    if (before && stays_partition(links_of(*before), links_of(*after))) return true;
    const std::string parent = parse_qualified(*links_of(*after).partition_of).second;
    const auto [schema, name] = parse_qualified(*settings.attached_to);
    const Identity whole{Kind::index, schema, parent, name, ""};
    // That of a key is made of the partitions' keys when they are attached; a plain index may have a key's index as its part.
    if (index.id.kind != Kind::index && !desired.find(whole)) return false;
    return is_new(whole, live);
}

bool made_after_attaching(const Object& index, const Object& partition, const Model& live) {
    if (index.id.kind != Kind::index || !is_any_table(partition.id.kind) || !links_of(partition).partition_of)
        return false;
    const bool of_partition = index.id.schema == partition.id.schema && index.id.parent == partition.id.name;
    const auto& x = index.as<Index>();
    return of_partition ? !x.attached_to : x.partitioned && is_new(index.id, live);
}

} // namespace flux::kinds
