// Baselines in the extension's tables baseline and baseline_part. Separate from apply and drift, which write and read them.
#include "server/run/baseline.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/kinds/kind_ops.hpp"
#include "core/plan/dump.hpp"
#include "core/source/secrets.hpp"
#include "core/text/array.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/reader.hpp"
#include "server/catalog/schemas.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/spi.hpp"
#include "server/pg/version.hpp"
#include "server/run/as_owner.hpp"
#include "server/run/change_lock.hpp"
#include "server/run/compare.hpp"
#include "server/run/live.hpp"
#include "server/run/lock_limit.hpp"
#include "server/run/role.hpp"
#include "server/shadow/shadow.hpp"

extern "C" {
#include "access/xlog.h"
}

namespace flux::run {
namespace {

using Names = std::vector<std::string>;

// Tells this database from one that was restored from its dump.
std::string system_identifier() { return std::to_string(pg::call(GetSystemIdentifier)); }

Names kind_names(const std::set<Kind>& kinds) {
    Names names;
    for (const Kind kind : kinds) names.emplace_back(kinds::ops(kind).name);
    return names;
}

std::set<Kind> kinds_named(const std::string& list) {
    const Names names = parse_array(list);
    std::set<Kind> out;
    for (const kinds::Ops* each : kinds::all())
        if (std::find(names.begin(), names.end(), each->name) != names.end()) out.insert(each->kind);
    return out;
}

std::set<kinds::Part> parts_of(const Baseline& baseline) {
    std::set<kinds::Part> parts;
    for (const std::string& schema : baseline.schemas) parts.insert({schema, ""});
    for (const Kind kind : baseline.management.database_kinds) parts.insert({"", std::string(kinds::ops(kind).name)});
    return parts;
}

void store(const Baseline& baseline, const Model& live, const kinds::Recording& recording) {
    const Model shown = live.filtered(is_shown);
    Names schemas, kinds, models;
    for (auto& [part, model] : kinds::write_parts(shown, recording, parts_of(baseline))) {
        schemas.push_back(part.schema);
        kinds.push_back(part.kind);
        models.push_back(std::move(model));
    }
    const std::string role = current_role();
    AsOwner owner;
    pg::Spi& spi = owner.spi();
    spi.execute("DELETE FROM pg_flux.baseline_part USING unnest($1::name[], $2) AS o (schema, kind) "
                "WHERE baseline_part.schema = o.schema AND baseline_part.kind = o.kind",
                {schemas, kinds});
    spi.execute("WITH b AS (INSERT INTO pg_flux.baseline (role, how, schemas, source, source_hash, fingerprint, owners, "
                "privileges, database_kinds, server_version, version, system_identifier, database, extensions) "
                "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::int, $11, $12, "
                "(SELECT oid FROM pg_database WHERE datname = current_database()), "
                "(SELECT jsonb_object_agg(extname, extversion) FROM pg_extension) RETURNING id) "
                "INSERT INTO pg_flux.baseline_part (baseline, schema, kind, model) "
                "SELECT b.id, o.schema, o.kind, o.model::json FROM b, unnest($13::name[], $14, $15) AS o (schema, kind, model)",
                {role, baseline.how, pg::Param::names(baseline.schemas), baseline.source, baseline.source_hash,
                 baseline.fingerprint, baseline.management.owners, baseline.management.privileges,
                 kind_names(baseline.management.database_kinds), std::int64_t{live.server_version},
                 std::string(pg::library_version()), system_identifier(), schemas, kinds, models});
    spi.execute("DELETE FROM pg_flux.baseline WHERE NOT EXISTS "
                "(SELECT FROM pg_flux.baseline_part AS p WHERE p.baseline = baseline.id)");
}

// Who takes a baseline says that all is well, which is for owners to say.
Names not_owned(const Names& schemas) {
    pg::Spi spi;
    const Rows rows = spi.query("SELECT nspname::text FROM pg_namespace WHERE nspname = ANY ($1) "
                                "AND NOT pg_has_role(nspowner, 'USAGE') ORDER BY nspname",
                                {pg::Param::names(schemas)});
    Names names;
    for (const auto& row : rows.cells) names.push_back(*row[0]);
    return names;
}

// What was applied stands all the same.
void leave_to_owners(Baseline& baseline) {
    for (const std::string& schema : not_owned(baseline.schemas)) {
        pg::notice("the baseline of schema " + quote_ident(schema) + " stays as it was", "Only the schema's owner takes it.",
                   "Let the owner call pg_flux.adopt.");
        std::erase(baseline.schemas, schema);
    }
    if (!owns_database()) baseline.management.database_kinds.clear();
}

bool is_stored(const Baseline& baseline) {
    AsOwner owner;
    const Rows rows = owner.spi().query(
        "SELECT FROM pg_flux.baseline AS b WHERE b.fingerprint = $1 AND b.source_hash = $2 AND b.schemas = $3 AND b.version = $4 "
        "AND (SELECT count(*) FROM pg_flux.baseline_part AS p WHERE p.baseline = b.id) = "
        "cardinality(b.schemas) + cardinality(b.database_kinds)",
        {baseline.fingerprint, baseline.source_hash, pg::Param::names(baseline.schemas), std::string(pg::library_version())});
    return rows.size() > 0;
}

std::string dumped(const Model& live) {
    try {
        std::string out;
        for (const auto& file : dump(live, current_role(), Layout::flat)) out += file.sql;
        return out;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::feature_not_supported) throw;
        return {}; // Such a one is compared by the server version that took it, and by no other.
    }
}

double to_seconds(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Baseline read_baseline(const Row& row) {
    Baseline out;
    out.how = row.at("how").value_or("");
    out.schemas = parse_array(row.at("schemas").value_or("{}"));
    out.source = row.at("source").value_or("");
    out.source_hash = row.at("source_hash").value_or("");
    out.management = {row.at("owners") == "t", row.at("privileges") == "t", kinds_named(row.at("database_kinds").value_or("{}"))};
    out.fingerprint = row.at("fingerprint").value_or("");
    out.role = row.at("role").value_or("");
    out.id = std::stoll(row.at("id").value_or("0"));
    out.at = to_seconds(row.at("moment").value_or("0"));
    out.server_version = std::stoi(row.at("server_version").value_or("0"));
    out.version = row.at("version").value_or("");
    out.same_database = row.at("same_database") == "t";
    return out;
}

void require_baselines(const std::vector<Baseline>& found, const Names& schemas) {
    constexpr const char* kHint = "pg_flux.apply makes one; pg_flux.adopt takes the live schemas as it.";
    if (found.empty() && schemas.empty())
        throw Error(ErrorCode::object_not_in_prerequisite_state, "this database has no baseline", "", kHint);
    for (const std::string& schema : schemas)
        if (std::none_of(found.begin(), found.end(), [&](const Baseline& each) { return each.parts.contains({schema, ""}); }))
            throw Error(ErrorCode::object_not_in_prerequisite_state, "schema \"" + schema + "\" has no baseline", "", kHint);
}

} // namespace

void require_owner(const Names& schemas) {
    pg::GucScope settings;
    settings.lock_search_path();
    if (const Names foreign = not_owned(schemas); !foreign.empty())
        throw Error(ErrorCode::insufficient_privilege, "must be owner of schema " + quote_ident(foreign.front()));
}

bool owns_database() {
    pg::Spi spi;
    return spi.query("SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')").size() > 0;
}

Management everything() {
    Management all;
    for (const kinds::Ops* kind : kinds::all())
        if (kind->in_database) all.database_kinds.insert(kind->kind);
    return all;
}

bool is_shown(const Object& object) {
    return (kinds::ops(object).superuser_query == nullptr && object.id.kind != Kind::user_mapping) || pg::call(superuser);
}

void take_baseline(Baseline baseline, const Model& live, const kinds::Recording& rows) {
    pg::GucScope settings;
    settings.lock_search_path();
    leave_to_owners(baseline);
    baseline.fingerprint = fingerprint(live);
    // Why: a dump holds no secrets.
    if (baseline.source.empty() || source::without_secrets(baseline.source) != baseline.source) baseline.source = dumped(live);
    store(baseline, live, rows);
}

void keep_baseline(Baseline baseline) {
    if (is_stored(baseline)) return;
    kinds::Recording rows;
    const Model live = catalog::read_model(baseline.schemas, {}, &rows);
    take_baseline(std::move(baseline), live, rows);
}

void adopt(const std::optional<Names>& schemas) {
    const LockLimit limit;
    take_change_lock();
    Baseline baseline;
    baseline.how = "adopt";
    baseline.schemas = shadow::managed_schemas({}, schemas ? *schemas : catalog::all_schemas());
    require_schemas(baseline.schemas);
    baseline.management = everything();
    require_owner(baseline.schemas);
    kinds::Recording rows;
    const Model live = catalog::read_model(baseline.schemas, {}, &rows);
    take_baseline(std::move(baseline), live, rows);
}

std::vector<Baseline> baselines(const std::optional<Names>& schemas) {
    const Names wanted = schemas.value_or(Names{});
    const std::string system = system_identifier();
    std::vector<Baseline> out;
    {
        AsOwner owner;
        const Rows rows = owner.spi().query(
            "SELECT b.*, extract(epoch FROM b.at)::float8 AS moment, p.schema AS part_schema, p.kind AS part_kind, p.model, b.system_identifier = $2 AND b.database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database()) AS same_database "
            "FROM pg_flux.baseline AS b JOIN pg_flux.baseline_part AS p ON p.baseline = b.id "
            "WHERE $3 OR p.schema = ANY ($1) OR p.schema = '' AND EXISTS "
            "(SELECT FROM pg_flux.baseline_part AS o WHERE o.baseline = b.id AND o.schema = ANY ($1)) "
            "ORDER BY b.id, p.schema, p.kind",
            {pg::Param::names(wanted), system, !schemas.has_value()});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Baseline baseline = read_baseline(rows[i]);
            if (out.empty() || out.back().id != baseline.id) out.push_back(std::move(baseline));
            out.back().parts[{rows[i].at("part_schema").value_or(""), rows[i].at("part_kind").value_or("")}] =
                rows[i].at("model").value_or("");
        }
    }
    require_baselines(out, wanted);
    return out;
}

} // namespace flux::run
