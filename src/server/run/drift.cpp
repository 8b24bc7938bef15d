#include "server/run/drift.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/kinds/kind_ops.hpp"

namespace flux::run {
namespace {

constexpr std::size_t kShown = 20;
using Change = Finding::Change;

// A JSON text as a person reads it: a string without its quotes.
std::optional<std::string> printed(const std::string& json) {
    const JsonDocument document(json);
    if (document.root().is_null()) return std::nullopt;
    if (!document.root().is_string()) return json;
    std::string text;
    document.root().get(text);
    return text;
}

std::optional<std::string> printed(const std::optional<Privileges>& privileges) {
    if (!privileges) return std::nullopt;
    std::string text;
    for (const Grant& grant : *privileges)
        text += (text.empty() ? "" : ", ") + grant.privilege + (grant.grantable ? "*" : "") + " to " + grant.grantee;
    return text;
}

void add_changes(const Difference& difference, std::vector<Finding>& findings) {
    const Object& live = *difference.from;
    const Object& declared = *difference.to;
    const auto add = [&](std::string attribute, std::optional<std::string> expected, std::optional<std::string> actual) {
        findings.push_back({Change::changed, std::string(kinds::ops(live).name), live.id.text(), std::move(attribute),
                            std::move(expected), std::move(actual), live.id});
    };
    const auto& changes = difference.attributes;
    // A query that differs says what the relation's columns then are.
    const bool query = std::any_of(changes.begin(), changes.end(), [](const AttributeChange& each) { return each.name == "definition"; });
    for (const AttributeChange& change : changes)
        if (!query || change.name != "shape") add(change.name, printed(change.to), printed(change.from));
    if (difference.owner) add("owner", declared.owner, live.owner);
    if (difference.comment) add("comment", declared.comment, live.comment);
    if (difference.privileges) add("privileges", printed(declared.privileges), printed(live.privileges));
}

std::string line_of(const Finding& finding) {
    static constexpr const char* kWords[] = {" is missing", " is not declared", " differs"};
    std::string line = finding.kind + " " + finding.object + kWords[static_cast<int>(finding.change)];
    if (finding.attribute.empty()) return line;
    return line + " in " + finding.attribute + ": " + finding.actual.value_or("nothing") + " instead of " +
           finding.expected.value_or("nothing");
}

void raise_for(const std::vector<Finding>& all, bool undeclared, ErrorCode code, const char* message) {
    std::string detail;
    std::size_t count = 0;
    for (const Finding& finding : all) {
        if ((finding.change == Change::undeclared) != undeclared) continue;
        if (++count <= kShown) detail += (detail.empty() ? "" : "\n") + line_of(finding);
    }
    if (count == 0) return;
    if (count > kShown) detail += "\nand " + std::to_string(count - kShown) + " more";
    throw Error(code, message, detail, "pg_flux.diff shows the steps that would bring it in line.");
}

} // namespace

std::vector<Finding> findings(const Comparison& comparison) {
    std::vector<Finding> out;
    for (const Step& step : comparison.roles)
        out.push_back({Change::missing, step.kind, step.object, "", std::nullopt, std::nullopt});
    for (const Rename& rename : comparison.options.renames)
        out.push_back({Change::changed, std::string(kinds::ops(rename.to.kind).name), rename.to.text(), "name",
                       rename.to.name, rename.from.name, rename.to});
    for (const Step& step : comparison.moves)
        out.push_back({step.op == Op::create ? Change::missing : Change::changed, step.kind, step.object,
                       step.op == Op::create ? "" : "in_schema", std::nullopt, std::nullopt});
    for (const PartRename& part : comparison.options.part_renames)
        out.push_back({Change::changed, std::string(kinds::ops(part.object.kind).name), part.object.text(),
                       "labels or attributes", part.to, part.from});
    std::set<std::tuple<bool, std::string, std::string>> whole; // relations that are missing or undeclared
    const auto all = differences(comparison.live, comparison.desired, comparison.options.management);
    for (const Difference& difference : all) {
        const Object& object = difference.from != nullptr ? *difference.from : *difference.to;
        if ((difference.from == nullptr) != (difference.to == nullptr) && object.id.parent.empty())
            whole.emplace(difference.from == nullptr, object.id.schema, object.id.name);
    }
    for (const Difference& difference : all) {
        if (difference.from != nullptr && difference.to != nullptr) {
            add_changes(difference, out);
            continue;
        }
        const bool missing = difference.from == nullptr;
        const Object& object = missing ? *difference.to : *difference.from;
        if (!object.id.parent.empty() && whole.contains({missing, object.id.schema, object.id.parent})) continue;
        out.push_back({missing ? Change::missing : Change::undeclared, std::string(kinds::ops(object).name),
                       object.id.text(), "", std::nullopt, std::nullopt, object.id});
    }
    return out;
}

// How each of them would be declared: what leads from the live model without them to the live model.
std::vector<Undeclared> undeclared(const Comparison& comparison) {
    std::vector<Undeclared> out;
    std::set<Identity> ids;
    for (const Finding& finding : findings(comparison)) {
        if (finding.change != Change::undeclared) continue;
        out.push_back({finding.kind, finding.object, ""});
        ids.insert(finding.id);
    }
    if (out.empty()) return out;
    std::map<std::pair<std::string, std::string>, std::string> definitions;
    PlanOptions options;
    options.role = comparison.options.role;
    options.management.database_kinds = comparison.options.management.database_kinds;
    const auto belongs = [&](const Object& object, const Identity& to) {
        return object.id == to || (object.id.parent == to.name && object.id.schema == to.schema && to.parent.empty());
    };
    Model without = comparison.live.filtered([&](const Object& object) {
        return std::none_of(ids.begin(), ids.end(), [&](const Identity& id) { return belongs(object, id); });
    });
    for (const Step& step : make_plan(without, comparison.live, options)) {
        std::string& sql = definitions[{step.kind, step.object}];
        sql += (sql.empty() ? "" : "\n") + step.sql + ";";
    }
    for (Undeclared& each : out) each.sql = definitions[{each.kind, each.object}];
    return out;
}

void check_sync(const Comparison& comparison) {
    const std::vector<Finding> all = findings(comparison);
    raise_for(all, false, ErrorCode::drift, "the database is not as declared");
    raise_for(all, true, ErrorCode::undeclared, "the database has what is not declared");
}

} // namespace flux::run
