// Objects are matched by their place in the catalogs, so that no rename misleads. A row that fits the object but not the attribute
// explains nothing: a wrong name is worse than none.
#include "server/ledger/attribution.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/text/array.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/spi.hpp"

namespace flux::ledger {
namespace {

using run::Finding;

struct Command {
    std::string command, event;
    bool renamed = false;
    std::set<std::string> changed; // columns of its catalog row
    Author author;
};
using Commands = std::map<Address, std::vector<Command>>; // newest first

const Object* object_of(const run::Comparison& comparison, const Finding& finding) {
    if (finding.id.name.empty()) return nullptr;
    const Object* const live = comparison.live.find(finding.id);
    return live != nullptr ? live : comparison.desired.find(finding.id);
}

// What a part comes and goes with: a view's columns with the view, a domain's checks by ALTER DOMAIN.
const Object* whole_of(const run::Comparison& comparison, const Finding& finding) {
    if (finding.kind != "view column" && finding.kind != "domain constraint") return nullptr;
    const Object* const live = comparison.live.container(finding.id.schema, finding.id.parent);
    return live != nullptr ? live : comparison.desired.container(finding.id.schema, finding.id.parent);
}

unsigned int to_oid(const std::optional<std::string>& text) { return static_cast<unsigned int>(std::stoul(text.value_or("0"))); }

Command read_command(const Row& row) {
    const auto text = [&](const char* column) { return row.at(column).value_or(std::string()); };
    Command out;
    out.command = text("command");
    out.event = text("event");
    out.renamed = row.at("was").has_value();
    const auto changed = parse_array(row.at("changed").value_or("{}"));
    out.changed = {changed.begin(), changed.end()};
    out.author = {text("at"), text("by"), row.at("from_client"), row.at("statement")};
    return out;
}

Commands read_commands(const std::vector<unsigned int>& objects, double since) {
    Commands out;
    pg::GucScope settings;
    settings.lock_search_path();
    settings.set("DateStyle", "ISO, YMD");
    pg::Spi spi;
    const Rows rows = spi.query(
        "SELECT l.class_id, l.object_id, l.sub_id, l.command, l.event, l.was, l.at::text AS at, "
        "l.role || CASE WHEN l.session_role <> l.role THEN ' (session ' || l.session_role || ')' ELSE '' END AS by, "
        "nullif(concat_ws(' ', l.application, host(l.client)), '') AS from_client, l.statement, "
        "ARRAY(SELECT k FROM jsonb_object_keys(l.changes) AS k) AS changed "
        "FROM pg_flux.ledger AS l WHERE l.object_id = ANY ($1) AND l.run IS NULL AND extract(epoch FROM l.at) > $2::float8 "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY l.at DESC, l.id DESC",
        {objects, std::to_string(since)});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row row = rows[i];
        const Address address{to_oid(row.at("class_id")), to_oid(row.at("object_id")), std::stoi(row.at("sub_id").value_or("0"))};
        out[address].push_back(read_command(row));
    }
    return out;
}

// Of relations and columns, where many commands touch one object: the columns of the catalog row behind an attribute.
bool changed_attribute(const Command& command, const Finding& finding) {
    static const std::map<std::string, std::vector<std::string>> kColumns = {
        {"type", {"atttypid", "atttypmod", "attcollation"}},
        {"collation", {"attcollation"}},
        {"not_null", {"attnotnull"}},
        {"default", {"default"}},
        {"identity", {"attidentity"}},
        {"generated", {"attgenerated", "default"}},
        {"storage", {"attstorage"}},
        {"compression", {"attcompression"}},
        {"statistics", {"attstattarget"}},
    };
    if (finding.kind != "column") {
        static const std::set<std::string> kElsewhere = {"relname", "relowner", "relacl", "relnamespace"};
        return finding.kind != "table" || std::any_of(command.changed.begin(), command.changed.end(), [](const std::string& column) {
                   return !kElsewhere.contains(column);
               });
    }
    if (command.changed.contains("attname")) return true; // dropped and added again
    const auto at = kColumns.find(finding.attribute);
    return at == kColumns.end() || std::any_of(at->second.begin(), at->second.end(), [&](const std::string& column) {
               return command.changed.contains(column);
           });
}

bool explains(const Command& command, const Finding& finding) {
    const bool grant = command.command == "GRANT" || command.command == "REVOKE";
    if (finding.change == Finding::Change::missing) return command.event == "sql_drop" || command.renamed;
    if (command.event == "sql_drop") return false;
    if (finding.attribute == "privileges") return grant;
    if (finding.attribute == "comment") return command.command == "COMMENT";
    if (finding.attribute == "name") return command.renamed;
    if (finding.attribute == "owner")
        return std::any_of(command.changed.begin(), command.changed.end(),
                           [](const std::string& column) { return column.ends_with("owner"); });
    // An index loses its validity by what failed, or by no command.
    if (grant || command.command == "COMMENT" || finding.attribute == "valid") return false;
    return finding.change == Finding::Change::undeclared || (!command.renamed && changed_attribute(command, finding));
}

bool explains_part(const Command& command, const Finding& finding) {
    if (finding.kind == "domain constraint") return command.command == "ALTER DOMAIN" && command.changed.empty();
    return command.event == "ddl_command_end" && command.command.starts_with("CREATE");
}

// The newest that fits.
template <class Fits> std::optional<Author> newest(const Commands& commands, const Object* object, const Fits& fits) {
    const auto at = object == nullptr ? commands.end() : commands.find(object->address);
    if (at == commands.end()) return std::nullopt;
    for (const Command& command : at->second)
        if (fits(command)) return command.author;
    return std::nullopt;
}

} // namespace

std::vector<std::optional<Author>> authors_of(const run::Comparison& comparison, const std::vector<Finding>& findings,
                                              double since) {
    std::vector<unsigned int> objects;
    for (const Finding& finding : findings)
        for (const Object* object : {object_of(comparison, finding), whole_of(comparison, finding)})
            if (object != nullptr) objects.push_back(object->address.object_id);
    const Commands commands = read_commands(objects, since);
    std::vector<std::optional<Author>> out;
    for (const Finding& finding : findings) {
        out.push_back(newest(commands, object_of(comparison, finding),
                             [&](const Command& command) { return explains(command, finding); }));
        if (!out.back())
            out.back() = newest(commands, whole_of(comparison, finding),
                                [&](const Command& command) { return explains_part(command, finding); });
    }
    return out;
}

} // namespace flux::ledger
