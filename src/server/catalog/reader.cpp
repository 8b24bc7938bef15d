// Runs the kinds' queries and adds what is the same for all of them: comments, owners, privileges, dependencies; members
// of extensions are left out. One query a kind: what is common is read once and joined here, since in SQL each of twenty
// queries would scan pg_depend and pg_description again.
#include "server/catalog/reader.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "core/kinds/depend.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/kinds/recording.hpp"
#include "core/model/acl.hpp"
#include "core/model/sql_types.hpp"
#include "server/catalog/depend_scan.hpp"
#include "server/catalog/ignore.hpp"
#include "server/catalog/occupied.hpp"
#include "server/catalog/schemas.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/call.hpp"
#include "server/pg/catalog_queries.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"

namespace flux::catalog {
namespace {

using Oids = std::vector<unsigned int>;

template <class Number> Number to_number(const std::string& text) {
    Number value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// What every kind's objects have in common, read once.
class Common {
public:
    Common(pg::CatalogQueries& catalog, const std::vector<kinds::DependRow>& depend, const std::vector<Address>& leave_out) {
        read_roles(catalog);
        read_comments(catalog);
        read_default_acls(catalog);
        for (const auto& row : depend)
            if (row.type == 'e') pass_over(row.from);
        for (const Address& address : leave_out) pass_over(address);
    }

    std::string role(const std::optional<std::string>& oid) const {
        if (!oid) return {};
        const auto at = roles_.find(*oid);
        return at == roles_.end() ? *oid : at->second;
    }

    std::optional<std::string> comment(const Address& address) const {
        const auto at = comments_.find(address);
        return at == comments_.end() ? std::nullopt : std::optional(at->second);
    }

    Privileges privileges(char acl_type, const std::optional<std::string>& acl, const std::string& owner) const {
        if (acl) return parse_acl(*acl, owner);
        const auto at = default_acls_.find(acl_type);
        return at == default_acls_.end() ? Privileges{} : at->second;
    }

    const std::map<char, Privileges>& default_acls() const { return default_acls_; }
    // A kind's query without members of extensions and what the caller passes over. Why they stand in the text, as an
    // array: a constant one is hashed, and tested before anything is printed.
    std::string without_left_out(const std::string& query) const {
        if (left_out_.empty()) return query;
        return "SELECT * FROM (" + query + ") AS o WHERE (o.classid::bigint << 32) + o.objid::bigint <> ALL ('{" + left_out_ +
               "}'::bigint[])";
    }

private:
    // Class OID and object OID in one number.
    void pass_over(const Address& address) {
        if (!left_out_.empty()) left_out_ += ',';
        left_out_ += std::to_string((std::int64_t{address.class_id} << 32) + address.object_id);
    }

    void read_roles(pg::CatalogQueries& catalog) {
        for (auto& row : catalog.query("SELECT oid, rolname FROM pg_roles").cells) roles_.emplace(*row[0], *row[1]);
    }

    void read_comments(pg::CatalogQueries& catalog) {
        const Rows rows = catalog.query("SELECT classoid, objoid, objsubid, description FROM pg_description "
                                    "WHERE objoid >= 16384 OR classoid = 'pg_namespace'::regclass "
                                    "OR classoid = 'pg_extension'::regclass");
        for (const auto& row : rows.cells)
            comments_.emplace(Address{to_number<std::uint32_t>(*row[0]), to_number<std::uint32_t>(*row[1]),
                                      to_number<std::int32_t>(*row[2])},
                              *row[3]);
    }

    void read_default_acls(pg::CatalogQueries& catalog) {
        for (const auto& row : catalog.query("SELECT t, acldefault(t, 10) FROM unnest($1::\"char\"[]) AS t", {acl_types()}).cells)
            if (row[1]) default_acls_[row[0]->front()] = parse_acl(*row[1], role("10"));
    }

    static std::vector<std::string> acl_types() {
        std::set<std::string> types;
        for (const kinds::Ops* each : kinds::all())
            if (each->acl_type != 0) types.insert(std::string(1, each->acl_type));
        return {types.begin(), types.end()};
    }

    std::map<std::string, std::string> roles_;
    std::map<Address, std::string> comments_;
    std::map<char, Privileges> default_acls_;
    std::string left_out_;
};

Object read_object(const kinds::Ops& kind, const Row& row, const Common& common) {
    const auto text = [&](const char* column) { return row.at(column).value_or(std::string()); };
    Object object;
    object.id = {kind.kind, text("schema"), text("parent"), text("name"), text("args")};
    object.address = {to_number<std::uint32_t>(text("classid")), to_number<std::uint32_t>(text("objid")),
                      to_number<std::int32_t>(text("objsubid"))};
    object.owner = common.role(row.at("owner"));
    object.comment = common.comment(object.address);
    if (kind.acl_type != 0) object.privileges = common.privileges(kind.acl_type, row.at("acl"), object.owner);
    object.attributes = kind.read(row);
    return object;
}

void read_kind(const kinds::Ops& kind, int version, const Oids& schemas, pg::CatalogQueries& catalog, const Common& common,
               std::vector<Object>& objects, kinds::Recording* recording) {
    const auto query_of = kind.superuser_query != nullptr && pg::call(superuser) ? kind.superuser_query : kind.query;
    const Rows rows = catalog.query(common.without_left_out(query_of(version)), {schemas});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % 256 == 0) pg::check_interrupts();
        objects.push_back(read_object(kind, rows[i], common));
        if (recording != nullptr) recording->add(objects.back(), rows, i);
    }
}

// The columns, triggers, … of what is not read itself: a member of an extension, a kind that is not supported yet.
void leave_out_orphans(std::vector<Object>& objects) {
    std::set<std::pair<std::string, std::string>> names;
    for (const Object& object : objects)
        if (object.id.parent.empty()) names.emplace(object.id.schema, object.id.name);
    std::erase_if(objects, [&](const Object& object) {
        return !object.id.parent.empty() && !names.contains({object.id.schema, object.id.parent});
    });
}

// What the server drops along without asking, and would not make again: relations, and what rules leave alone. The rest are
// copies that the server keeps for itself, of triggers and constraints.
bool is_lost(const kinds::OutsideAddress& each, const std::set<Address>& ignored) {
    constexpr std::uint32_t kRelationCatalog = 1259; // pg_class
    return each.automatic && (each.address.class_id == kRelationCatalog || ignored.contains(each.address));
}

std::vector<OutsideDependent> identify(pg::CatalogQueries& catalog, const std::vector<kinds::OutsideAddress>& outside,
                                       const std::set<Address>& ignored) {
    if (outside.empty()) return {};
    std::vector<std::int64_t> classes, objects, subs;
    for (const auto& each : outside) {
        classes.push_back(each.address.class_id);
        objects.push_back(each.address.object_id);
        subs.push_back(each.address.sub_id);
    }
    const Rows rows = catalog.query("SELECT i.type || ' ' || i.identity FROM unnest($1, $2, $3) WITH ORDINALITY AS o (c, o, s, n) "
                                "CROSS JOIN LATERAL pg_identify_object(o.c::oid, o.o::oid, o.s::int) AS i ORDER BY o.n",
                                {classes, objects, subs});
    std::vector<OutsideDependent> dependents;
    for (std::size_t i = 0; i < outside.size(); ++i)
        if (const auto& text = rows.cells.at(i)[0]) dependents.push_back({*text, outside[i].on, is_lost(outside[i], ignored)});
    std::sort(dependents.begin(), dependents.end());
    return dependents;
}

} // namespace

Model read_model(const std::vector<std::string>& schemas, const std::vector<Address>& leave_out,
                 kinds::Recording* recording) {
    pg::GucScope settings;
    pin_settings(settings);
    const int version = to_number<int>(pg::setting("server_version_num"));
    print_identities_for(version);
    const std::vector<IgnoreRule> rules = ignore_rules();
    pg::CatalogQueries catalog;
    const std::vector<kinds::DependRow> depend = scan_depend();
    const Common common(catalog, depend, leave_out);
    const Oids oids = schema_oids(catalog, schemas);
    std::vector<Object> objects;
    Occupied occupied;
    for (const kinds::Ops* kind : kinds::all())
        if (occupied.has(*kind)) read_kind(*kind, version, oids, catalog, common, objects, recording);
    const std::set<Address> ignored = leave_out_ignored(rules, objects);
    leave_out_orphans(objects);
    Model model(std::move(objects));
    kinds::Resolved resolved = kinds::resolve(model, depend);
    model.set_dependencies(std::move(resolved.dependencies));
    model.outside_dependents = identify(catalog, resolved.outside, ignored);
    model.server_default_privileges = common.default_acls();
    model.server_version = version;
    return model;
}

} // namespace flux::catalog
