// Domains, composite types, and rows as values.
#include <fmt/format.h>

#include "targets/go/emit.hpp"

namespace flux::gen::go {
namespace {

constexpr std::string_view kRuntime =
#include "targets/go/runtime/runtime.go.inc"
    ;
constexpr std::string_view kText =
#include "targets/go/runtime/text.go.inc"
    ;

struct Member {
    std::string name;
    TypeRef type;
    Remarks remarks;
};

// No NOT NULL reaches into a composite value.
std::string composite(const Types& types, const std::string& type, const std::vector<Member>& members,
                      const std::string& doc, const std::string& where, Source& source) {
    std::vector<std::string> names;
    for (const Member& member : members) names.push_back(member.name);
    const auto fields = types.fields(names), json = json_names(types, names, fields);
    std::vector<Line> lines;
    std::string pointers, values;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::string text = types.of(members[i].type, false, where + "." + names[i], source);
        lines.push_back({comment(documentation("", members[i].remarks, types.comments()), "\t"),
                         {fields[i], text, json_tag(types, json[i], "")}});
        pointers += ", &v." + fields[i];
        values += (i ? ", v." : "v.") + fields[i];
    }
    std::string out = structure(type, lines, doc);
    if (types.pgx()) return out; // by RegisterTypes, in binary
    source.use("driver.Value");
    return out + fmt::format(R"(
// Scan reads what a driver gives.
func (v *{0}) Scan(value any) error {{
	return scanRecord(value{1})
}}

// Value gives a driver the text.
func (v {0}) Value() (driver.Value, error) {{
	return recordText({2})
}}
)",
                             type, pointers, values);
}

std::string domain(const Types& types, const Domain& domain, Source& source) {
    const std::string& name = types.names().of(domain.name);
    std::string lead = fmt::format("{} is the domain {}.", name, domain.name.dotted());
    for (const std::string& check : domain.checks) lead += "\nCHECK " + check;
    const std::string doc = documentation(lead, domain.remarks, types.comments());
    if (types.listed(domain)) return labels(types, domain.name, domain.allowed, doc, source);
    const std::string base = types.value(domain.base, domain.name.dotted(), source).text;
    return fmt::format("\n{}type {}{}{}\n", comment(doc, ""), name, types.defined(domain) ? " " : " = ",
                       base);
}

} // namespace

std::string types_file(const Types& types) {
    Source source;
    const Schema& schema = types.schema();
    for (const Composite& type : schema.composites) {
        std::vector<Member> members;
        for (const Attribute& attribute : type.attributes)
            members.push_back({attribute.name, attribute.type, {}});
        const std::string& name = types.names().of(type.name);
        const std::string lead = fmt::format("{} is the composite type {}.", name, type.name.dotted());
        source.body() += composite(types, name, members, documentation(lead, type.remarks, types.comments()),
                                   type.name.dotted(), source);
    }
    for (const QName& name : row_values(schema)) {
        std::vector<Member> members;
        for (const Column& column : schema.relation(name)->columns)
            members.push_back({column.name, column.type, column.remarks});
        const std::string type = types.names().of(name) + "Row";
        const std::string lead = fmt::format("{} is a row of {} as a value.", type, name.dotted());
        source.body() += composite(types, type, members, lead, name.dotted(), source);
    }
    if (!types.settings().is("domains", "base"))
        for (const Domain& each : schema.domains) source.body() += domain(types, each, source);
    return source.text(types.settings().text("package"));
}

std::string runtime_file(const Types& types) {
    Source source;
    source.use("json.Marshal");
    source.import("strconv", "strconv");
    source.import("strings", "strings");
    source.body() = std::string(kRuntime);
    return source.text(types.settings().text("package"));
}

std::string text_file(const Types& types) {
    Source source;
    for (const char* package : {"bytes", "encoding/hex", "errors", "reflect", "strconv", "strings"})
        source.import(package, std::string(package).substr(std::string(package).rfind('/') + 1));
    for (const char* known : {"driver.Value", "sql.Scanner", "json.RawMessage", "fmt.Errorf", "time.Time"})
        source.use(known);
    source.body() = std::string(kText);
    return source.text(types.settings().text("package"));
}

} // namespace flux::gen::go
