// Which part of the schema a target sees. Types are taken where something selected uses them, so that what is
// written is whole.
#include <algorithm>
#include <set>

#include "ir/glob.hpp"
#include "targets/target.hpp"

namespace flux::gen {
namespace {

class Selection {
public:
    Selection(const Schema& whole, const Settings& settings, const std::string& target)
        : whole_(whole), settings_(settings), target_(target) {}

    Schema take() {
        Schema out;
        out.schemas = whole_.schemas;
        for (const Relation& relation : whole_.relations)
            if (wanted(relation) && wanted_kind(relation)) out.relations.push_back(narrowed(relation));
        if (settings_.knows("functions") && settings_.flag("functions"))
            for (const Routine& routine : whole_.routines)
                if (wanted(routine) && callable(routine)) out.routines.push_back(routine);
        for (const Relation& relation : out.relations)
            for (const Column& column : relation.columns) use(column.type);
        for (const Routine& routine : out.routines) {
            use(routine.result);
            for (const Parameter& parameter : routine.parameters) use(parameter.type);
        }
        use_wanted(whole_.enums);
        use_wanted(whole_.domains);
        use_wanted(whole_.composites);
        use_wanted(whole_.ranges);
        copy_used(whole_.enums, out.enums);
        copy_used(whole_.domains, out.domains);
        copy_used(whole_.composites, out.composites);
        copy_used(whole_.ranges, out.ranges);
        for (const Relation& relation : whole_.relations)
            if (used_.contains(relation.name) && !out.relation(relation.name))
                row_types_.push_back(&relation);
        add_row_types(out);
        return out;
    }

private:
    bool wanted(const Named& object) const {
        const auto& schemas = settings_.list("schemas");
        if (!schemas.empty() &&
            std::find(schemas.begin(), schemas.end(), object.name.schema) == schemas.end())
            return false;
        const auto& include = settings_.list("include");
        if (!include.empty() && !matches_any(include, object.name.schema, object.name.name)) return false;
        if (object.remarks.skip || object.remarks.skip_targets.contains(target_)) return false;
        return !matches_any(settings_.list("exclude"), object.name.schema, object.name.name);
    }

    bool wanted_kind(const Relation& relation) const {
        if (relation.is_view()) return settings_.flag("views");
        return relation.partition_of.empty() || settings_.flag("partitions");
    }

    Relation narrowed(const Relation& relation) const {
        Relation out = relation;
        std::erase_if(out.columns, [&](const Column& column) {
            return column.remarks.skip || column.remarks.skip_targets.contains(target_) ||
                   matches_any(settings_.list("exclude"), relation.name.dotted(), column.name);
        });
        return out;
    }

    // Trigger functions are not called by applications, nor those that take what only the server has.
    static bool callable(const Routine& routine) {
        const auto internal = [](const TypeRef& type) {
            for (const char* name : {"trigger", "event_trigger", "internal", "cstring", "language_handler",
                                     "fdw_handler", "index_am_handler", "table_am_handler", "tsm_handler"})
                if (type.builtin() && type.name.name == name) return true;
            return false;
        };
        return !internal(routine.result) &&
               std::none_of(routine.parameters.begin(), routine.parameters.end(),
                            [&](const Parameter& parameter) { return internal(parameter.type); });
    }

    void use(const TypeRef& type) {
        if (type.builtin() || !used_.insert(type.name).second) return;
        if (const Domain* domain = whole_.domain(type.name)) use(domain->base);
        if (const Range* range = whole_.range(type.name)) use(range->subtype);
        if (const Range* range = whole_.range_of_multirange(type.name)) {
            used_.insert(range->name);
            use(range->subtype);
        }
        if (const Composite* composite = whole_.composite(type.name))
            for (const Attribute& attribute : composite->attributes) use(attribute.type);
        if (const Relation* row = whole_.relation(type.name))
            for (const Column& column : row->columns) use(column.type);
    }

    // Types of the selected schemas come too, used or not: an application may name them.
    template <class T>
    void use_wanted(const std::vector<T>& objects) {
        for (const T& object : objects)
            if (wanted(object)) use(TypeRef{object.name, false, {}});
    }
    template <class T>
    void copy_used(const std::vector<T>& from, std::vector<T>& to) const {
        for (const T& object : from)
            if (used_.contains(object.name)) to.push_back(object);
    }

    // A row of a table that is not selected is a composite type like any other.
    void add_row_types(Schema& out) {
        for (const Relation* row : row_types_) {
            Composite composite;
            composite.name = row->name;
            composite.remarks = row->remarks;
            for (const Column& column : row->columns)
                composite.attributes.push_back({column.name, column.type, column.remarks.text});
            out.composites.push_back(std::move(composite));
        }
        std::sort(out.composites.begin(), out.composites.end(),
                  [](const Composite& a, const Composite& b) { return a.name < b.name; });
    }

    const Schema& whole_;
    const Settings& settings_;
    const std::string& target_;
    std::set<QName> used_;
    std::vector<const Relation*> row_types_;
};

} // namespace

Schema selected(const Schema& whole, const Settings& settings, const std::string& target) {
    if (!settings.knows("schemas")) return whole;
    return Selection(whole, settings, target).take();
}

const OptionSpecs& selection_options() {
    using enum OptionType;
    static const OptionSpecs specs = {
        {"schemas", list, "", {}, "only objects of these schemas, and the types that they use"},
        {"include", list, "", {}, "only objects that match: users, app.*, app.user_*"},
        {"exclude", list, "", {}, "no objects or columns that match: *_log, app.users.password"},
        {"views", flag, "true", {}, "views and materialized views too"},
        {"partitions", flag, "false", {}, "partitions too, not only the tables that they are part of"},
        {"functions", flag, "true", {}, "functions and procedures too"}};
    return specs;
}

const OptionSpecs& naming_options() {
    using enum OptionType;
    static const OptionSpecs specs = {
        {"singular", flag, "true", {}, "name the type of a row in the singular: users gives User"},
        {"schema_prefix",
         choice,
         "auto",
         {"auto", "always", "never"},
         "put the schema before a type's name; auto: where two would be named alike"},
        {"names", list, "", {}, "names by pattern: \"app.usr = User\""}};
    return specs;
}

const OptionSpecs& typing_options() {
    using enum OptionType;
    static const OptionSpecs specs = {
        {"types",
         list,
         "",
         {},
         "types by pattern: \"numeric = Money from ../money\", \"app.users.meta = Meta\""},
        {"not_null", list, "", {}, "columns that are never NULL, whatever the catalog says: app.v.id"},
        {"nullable", list, "", {}, "columns that may be NULL, whatever the catalog says"},
        {"unknown_types",
         choice,
         "error",
         {"error", "text"},
         "a type that no rule covers: refuse it, or pass its text through"},
        {"array_elements", choice, "not_null", {"not_null", "nullable"}, "may elements of arrays be NULL"},
        {"comments", flag, "true", {}, "comments of the database as documentation"}};
    return specs;
}

} // namespace flux::gen
