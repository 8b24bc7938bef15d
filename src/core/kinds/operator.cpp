#include "core/kinds/operator.hpp"

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

constexpr int kLinksCanBeSet = 170000; // ALTER OPERATOR … SET (COMMUTATOR, NEGATOR, HASHES, MERGES)

std::string link_column(const char* column, const char* field) {
    return std::string(
               ", (SELECT format('OPERATOR(%I.%s)', ln.nspname, l.oprname) FROM pg_operator l JOIN pg_namespace ln "
               "ON ln.oid = l.oprnamespace WHERE l.oid = x.") +
           column + ") AS " + field;
}

std::string function_column(const char* column, const char* field) {
    return ", " + qualified_name_of("pg_proc", "pro", std::string("x.") + column) + " AS " + field;
}

// An operator without a function is only what another one has as its commutator or negator so far.
std::string query(int) {
    const std::string left = "CASE WHEN x.oprleft <> 0 THEN format_type(x.oprleft, NULL) END";
    const std::string right = "CASE WHEN x.oprright <> 0 THEN format_type(x.oprright, NULL) END";
    return named_columns("pg_operator", "opr", true,
                         "coalesce(" + left + ", 'NONE') || ', ' || coalesce(" + right + ", 'NONE')") +
           function_column("oprcode", "function") + ", " + left + " AS \"left\", " + right + " AS \"right\"" +
           link_column("oprcom", "commutator") + link_column("oprnegate", "negator") +
           function_column("oprrest", "restrict") + function_column("oprjoin", "\"join\"") +
           ", x.oprcanhash AS hashes, x.oprcanmerge AS merges" + named_source("pg_operator", "opr") +
           " AND x.oprcode <> 0";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Operator>(row));
}

std::string qualified(const Object& object) {
    return quote_ident(object.id.schema) + "." + object.id.name;
}

std::string target(const Object& object) {
    return "OPERATOR " + qualified(object) + " (" + object.id.args + ")";
}

void create(const Creation& creation, Script& script) {
    const auto& o = creation.object.as<Operator>();
    std::vector<std::string> options = {"FUNCTION = " + o.function};
    const auto add = [&](const char* name, const std::optional<std::string>& value) {
        if (value) options.push_back(std::string(name) + " = " + *value);
    };
    add("LEFTARG", o.left);
    add("RIGHTARG", o.right);
    add("COMMUTATOR", o.commutator);
    add("NEGATOR", o.negator);
    add("RESTRICT", o.restrict_estimator);
    add("JOIN", o.join_estimator);
    if (o.hashes) options.push_back("HASHES");
    if (o.merges) options.push_back("MERGES");
    script.add(with_list("CREATE OPERATOR " + qualified(creation.object), options));
}

std::string link_text(const Identity& id) {
    return "OPERATOR(" + quote_ident(id.schema) + "." + id.name + ")";
}

// The other operator has the same types; as a commutator, the other way round.
const Object* linked(const Model& model, const Object& object, const std::string& link, bool swapped) {
    const auto& o = object.as<Operator>();
    for (const Object& other : model.objects()) {
        if (other.id.kind != Kind::operator_ || link_text(other.id) != link) continue;
        const auto& there = other.as<Operator>();
        if (swapped ? there.left == o.right && there.right == o.left
                    : there.left == o.left && there.right == o.right)
            return &other;
    }
    return nullptr;
}

// What the drop of the old partner and the creation of the new one do by themselves.
bool follows_partner(const Alteration& a, const std::optional<std::string>& from,
                     const std::optional<std::string>& to, bool swapped) {
    const Object* before = from ? linked(a.live, a.from, *from, swapped) : nullptr;
    const Object* after = to ? linked(a.desired, a.to, *to, swapped) : nullptr;
    const bool unties = !from || (before && !a.desired.find(before->id));
    const bool ties = !to || (after && !a.live.find(after->id));
    return unties && ties;
}

void take_link(const Alteration& a, const char* name, std::optional<std::string> Operator::*link, bool swapped,
               std::vector<std::string>& options) {
    if (!a.changes.has(name)) return;
    const auto &from = a.from.as<Operator>().*link, &to = a.to.as<Operator>().*link;
    if (follows_partner(a, from, to, swapped)) {
        a.changes.take(name);
    } else if (!from && a.live.server_version >= kLinksCanBeSet) {
        a.changes.take(name);
        options.push_back((swapped ? "COMMUTATOR = " : "NEGATOR = ") + *to);
    }
}

void alter(const Alteration& a, Script& script) {
    const auto &from = a.from.as<Operator>(), &to = a.to.as<Operator>();
    std::vector<std::string> options;
    if (a.changes.take("restrict"))
        options.push_back("RESTRICT = " + to.restrict_estimator.value_or("NONE"));
    if (a.changes.take("join")) options.push_back("JOIN = " + to.join_estimator.value_or("NONE"));
    take_link(a, "commutator", &Operator::commutator, true, options);
    take_link(a, "negator", &Operator::negator, false, options);
    if (a.live.server_version >= kLinksCanBeSet) {
        if (!from.hashes && a.changes.take("hashes")) options.push_back("HASHES");
        if (!from.merges && a.changes.take("merges")) options.push_back("MERGES");
    }
    if (!options.empty()) script.add("ALTER " + target(a.to) + " SET (" + join(options) + ")");
}

} // namespace

const Ops operator_ = {
    .kind = Kind::operator_,
    .name = "operator",
    .plural = "operators",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .catalog = "pg_operator",
};

} // namespace flux::kinds
