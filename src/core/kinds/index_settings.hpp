// What an index carries besides its definition, whether it stands by itself or is that of a constraint.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct IndexSettings {
    std::vector<std::string> options; // fillfactor=70
    std::optional<std::string> tablespace;
    bool clustered = false;                 // what CLUSTER orders the table by
    bool replica_identity = false;          // the REPLICA IDENTITY of the table
    std::optional<std::string> attached_to; // public.parent_index, of a partition's index

    static constexpr auto index_fields() {
        return std::tuple(field("options", &IndexSettings::options),
                          field("tablespace", &IndexSettings::tablespace),
                          field("clustered", &IndexSettings::clustered),
                          field("replica_identity", &IndexSettings::replica_identity),
                          field("attached_to", &IndexSettings::attached_to));
    }
};

// The columns of a catalog query for these fields: expects the index as i (pg_index) and ic (pg_class).
std::string index_settings_columns();
// The text that pg_get_indexdef prints for the options of ic: ` WITH (…)` or empty.
std::string printed_index_options();

// What CREATE cannot say. The object's name is that of the index.
void add_index_settings(const Creation& creation, const Object& object, const IndexSettings& settings,
                        Script& script);
// Takes what can be altered in place.
void alter_index_settings(const Alteration& alteration, const IndexSettings& from, const IndexSettings& to,
                          Script& script);

} // namespace flux::kinds
