#include "core/kinds/enum_type.hpp"

#include <algorithm>

#include "core/kinds/enum_use.hpp"
#include "core/kinds/named_object.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

using Labels = std::vector<std::string>;

std::string query(int) {
    return R"(
SELECT 'pg_type'::regclass::oid AS classid, t.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, t.typname::text AS name, NULL AS args,
       t.typowner AS owner, t.typacl AS acl,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND t.typnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<EnumType>(row));
}

std::string target(const Object& object) {
    return "TYPE " + object.id.qualified();
}

void create(const Creation& creation, Script& script) {
    Labels literals;
    for (const std::string& label : creation.object.as<EnumType>().labels)
        literals.push_back(quote_literal(label));
    script.add(with_list("CREATE " + target(creation.object) + " AS ENUM", literals));
}

bool contains(const Labels& labels, const std::string& label) {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

Labels without(const Labels& labels, const Labels& others) {
    Labels out;
    std::copy_if(labels.begin(), labels.end(), std::back_inserter(out),
                 [&](const std::string& label) { return !contains(others, label); });
    return out;
}

// Left to right, so that the label before a new one is always there.
void add_labels(const Object& type, const Labels& from, const Labels& to, Script& script) {
    const auto after_last = from.empty() ? to.begin() : std::find(to.begin(), to.end(), from.back()) + 1;
    for (auto label = to.begin(); label != to.end(); ++label) {
        if (contains(from, *label)) continue;
        std::string sql = "ALTER " + target(type) + " ADD VALUE " + quote_literal(*label);
        if (label < after_last)
            sql += label == to.begin() ? " BEFORE " + quote_literal(from.front())
                                       : " AFTER " + quote_literal(label[-1]);
        script.add(sql);
    }
}

void alter(const Alteration& alteration, Script& script) {
    const Labels& from = alteration.from.as<EnumType>().labels;
    const Labels& to = alteration.to.as<EnumType>().labels;
    const Labels added = without(to, from);
    if (without(to, added) != from || uses_new_label(alteration, added) || !alteration.changes.take("labels")) return;
    add_labels(alteration.to, from, to, script);
}

void rename_part(const Object& type, const std::string& from, const std::string& to, Script& script) {
    script.add("ALTER " + target(type) + " RENAME VALUE " + quote_literal(from) + " TO " + quote_literal(to));
}

void set_aside(const Object& from, const Object& to, Script& script) {
    const bool loses = !without(from.as<EnumType>().labels, to.as<EnumType>().labels).empty();
    set_type_aside(from.id, "TYPE", script,
                   loses ? std::vector<Hazard>{Hazard::data_loss} : std::vector<Hazard>{});
}

} // namespace

const Ops enum_type = {
    .kind = Kind::enum_type,
    .name = "enum",
    .plural = "enums",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .rename_part = rename_part,
    .set_aside = set_aside,
    .acl_type = 'T',
    .catalog = "pg_type",
    .letter_column = "typtype",
    .letters = "e",
    .shares_type_names = true,
};

} // namespace flux::kinds
