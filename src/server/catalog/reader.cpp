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
#include "core/model/acl.hpp"
#include "server/catalog/depend_scan.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/spi.hpp"

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
    Common(pg::Spi& spi, const std::vector<kinds::DependRow>& depend, const std::vector<Address>& leave_out) {
        read_roles(spi);
        read_comments(spi);
        read_default_acls(spi);
        for (const auto& row : depend)
            if (row.type == 'e') leave_out_.push_back(number_of(row.from));
        for (const Address& address : leave_out) leave_out_.push_back(number_of(address));
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
    // Members of extensions, and what the caller passes over: class OID and object OID in one number.
    const std::vector<std::int64_t>& leave_out() const { return leave_out_; }

private:
    static std::int64_t number_of(const Address& address) {
        return (std::int64_t{address.class_id} << 32) + address.object_id;
    }

    void read_roles(pg::Spi& spi) {
        for (auto& row : spi.query("SELECT oid, rolname FROM pg_roles").cells) roles_.emplace(*row[0], *row[1]);
    }

    void read_comments(pg::Spi& spi) {
        const Rows rows = spi.query("SELECT classoid, objoid, objsubid, description FROM pg_description "
                                    "WHERE objoid >= 16384 OR classoid = 'pg_namespace'::regclass "
                                    "OR classoid = 'pg_extension'::regclass");
        for (const auto& row : rows.cells)
            comments_.emplace(Address{to_number<std::uint32_t>(*row[0]), to_number<std::uint32_t>(*row[1]),
                                      to_number<std::int32_t>(*row[2])},
                              *row[3]);
    }

    void read_default_acls(pg::Spi& spi) {
        std::set<char> types;
        for (const kinds::Ops* each : kinds::all())
            if (each->acl_type != 0) types.insert(each->acl_type);
        for (const char type : types) {
            const Rows rows = spi.query("SELECT acldefault($1::\"char\", 10)", {pg::Param(std::string(1, type))});
            if (rows.cells[0][0]) default_acls_[type] = parse_acl(*rows.cells[0][0], role("10"));
        }
    }

    std::map<std::string, std::string> roles_;
    std::map<Address, std::string> comments_;
    std::map<char, Privileges> default_acls_;
    std::vector<std::int64_t> leave_out_;
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

void read_kind(const kinds::Ops& kind, int version, const Oids& schemas, pg::Spi& spi, const Common& common,
               std::vector<Object>& objects) {
    // Why not "NOT IN (SELECT …)": as an array they are hashed once and tested before anything is printed.
    const auto query_of = kind.superuser_query != nullptr && pg::call(superuser) ? kind.superuser_query : kind.query;
    const std::string query = "SELECT * FROM (" + query_of(version) +
                              ") AS o WHERE (o.classid::bigint << 32) + o.objid::bigint <> ALL ($2)";
    const Rows rows = spi.query(query, {schemas, common.leave_out()});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % 256 == 0) pg::check_interrupts();
        objects.push_back(read_object(kind, rows[i], common));
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

std::vector<OutsideDependent> identify(pg::Spi& spi, const std::vector<kinds::OutsideAddress>& outside) {
    if (outside.empty()) return {};
    std::vector<std::int64_t> classes, objects, subs;
    for (const auto& each : outside) {
        classes.push_back(each.address.class_id);
        objects.push_back(each.address.object_id);
        subs.push_back(each.address.sub_id);
    }
    const Rows rows = spi.query("SELECT i.type || ' ' || i.identity FROM unnest($1, $2, $3) WITH ORDINALITY AS o (c, o, s, n) "
                                "CROSS JOIN LATERAL pg_identify_object(o.c::oid, o.o::oid, o.s::int) AS i ORDER BY o.n",
                                {classes, objects, subs});
    std::vector<OutsideDependent> dependents;
    for (std::size_t i = 0; i < outside.size(); ++i)
        if (const auto& text = rows.cells.at(i)[0]) dependents.push_back({*text, outside[i].on, outside[i].automatic});
    std::sort(dependents.begin(), dependents.end());
    return dependents;
}

std::vector<std::string> first_column(const Rows& rows) {
    std::vector<std::string> values;
    for (const auto& row : rows.cells) values.push_back(*row[0]);
    return values;
}

} // namespace

std::vector<unsigned int> schema_oids(pg::Spi& spi, const std::vector<std::string>& schemas) {
    Oids oids;
    const Rows rows = spi.query("SELECT oid FROM pg_namespace WHERE nspname = ANY ($1)", {pg::Param::names(schemas)});
    for (std::size_t i = 0; i < rows.size(); ++i) oids.push_back(to_number<unsigned int>(*rows[i].at("oid")));
    return oids;
}

Model read_model(const std::vector<std::string>& schemas, const std::vector<Address>& leave_out) {
    pg::GucScope settings;
    pin_settings(settings);
    const int version = to_number<int>(pg::setting("server_version_num"));
    pg::Spi spi(pg::Spi::Snapshot::one);
    const std::vector<kinds::DependRow> depend = scan_depend();
    const Common common(spi, depend, leave_out);
    const Oids oids = schema_oids(spi, schemas);
    std::vector<Object> objects;
    for (const kinds::Ops* kind : kinds::all()) read_kind(*kind, version, oids, spi, common, objects);
    leave_out_orphans(objects);
    Model model(std::move(objects));
    kinds::Resolved resolved = kinds::resolve(model, depend);
    model.set_dependencies(std::move(resolved.dependencies));
    model.outside_dependents = identify(spi, resolved.outside);
    model.server_default_privileges = common.default_acls();
    model.server_version = version;
    return model;
}

std::vector<std::string> unknown_schemas(const std::vector<std::string>& schemas) {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi(pg::Spi::Snapshot::one);
    return first_column(spi.query("SELECT name::text FROM unnest($1) AS name "
                                  "WHERE NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = name)",
                                  {pg::Param::names(schemas)}));
}

std::vector<std::string> all_schemas() {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi(pg::Spi::Snapshot::one);
    return first_column(spi.query(
        "SELECT nspname::text FROM pg_namespace AS n WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' "
        "AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid "
        "AND d.deptype = 'e') ORDER BY nspname COLLATE \"C\""));
}

} // namespace flux::catalog
