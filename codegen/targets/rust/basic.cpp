// The module, enums, domains, composite types, and what is the same in all generated code.
#include <fmt/format.h>

#include <string_view>

#include "names/literals.hpp"
#include "names/words.hpp"
#include "targets/rust/emit.hpp"

namespace flux::gen::rust {
namespace {

constexpr std::string_view kCommon =
#include "targets/rust/runtime/common.rs.inc"
    ;
constexpr std::string_view kSqlx =
#include "targets/rust/runtime/sqlx.rs.inc"
    ;
constexpr std::string_view kTokio =
#include "targets/rust/runtime/tokio.rs.inc"
    ;

std::string deprecated(const Remarks& remarks) {
    return remarks.deprecated ? fmt::format("#[deprecated(note = {})]\n", quoted(*remarks.deprecated)) : "";
}

// How derives tell the crate of a type's name.
std::string type_name(const Types& types, const QName& name) {
    return fmt::format("#[{} = {})]\n", types.sqlx() ? "sqlx(type_name" : "postgres(name",
                       quoted(types.server_type(name)));
}

const char* conversions(const Types& types) {
    return types.sqlx() ? "sqlx::Type" : "postgres_types::ToSql, postgres_types::FromSql";
}

std::vector<std::string> variants(const Enum& type) {
    std::vector<std::string> wishes;
    for (const std::string& label : type.labels) {
        std::string name = to_case(label, Case::pascal);
        if (name.empty()) name = label.empty() ? "Empty" : "Symbol";
        if (name[0] >= '0' && name[0] <= '9') name.insert(0, "N");
        wishes.push_back(capitalised(std::move(name)));
    }
    return field_names(type.labels, wishes, {"Self"});
}

std::string enumeration(const Types& types, const Enum& type) {
    const std::string& name = types.names().of(type.name);
    std::string out =
        "\n" + documentation(types, fmt::format("The enum {}.", type.name.dotted()), type.remarks, "") +
        deprecated(type.remarks);
    if (type.labels.empty()) // no value is ever read: the crates' derives refuse it
        return out +
               fmt::format("#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum {} {{}}\n", name);
    out += derive(types, fmt::format("Debug, Clone, Copy, PartialEq, Eq, Hash, {}", conversions(types))) +
           type_name(types, type.name) + fmt::format("pub enum {} {{\n", name);
    const auto names = variants(type);
    std::string all, texts;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string label = quoted(type.labels[i]);
        out += fmt::format("    #[{} = {})]\n", types.sqlx() ? "sqlx(rename" : "postgres(name", label);
        if (types.serde()) out += fmt::format("    #[serde(rename = {})]\n", label);
        out += fmt::format("    {},\n", names[i]);
        all += fmt::format("        Self::{},\n", names[i]);
        texts += fmt::format("            Self::{} => {},\n", names[i], label);
    }
    return out + fmt::format(R"(}}

impl {0} {{
    /// All of them, in their order.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
{1}    ];

    /// The label.
    pub fn as_str(self) -> &'static str {{
        match self {{
{2}        }}
    }}
}}

impl std::fmt::Display for {0} {{
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{
        f.write_str(self.as_str())
    }}
}}

impl std::str::FromStr for {0} {{
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {{
        Self::ALL
            .iter()
            .copied()
            .find(|label| label.as_str() == text)
            .ok_or_else(|| format!("{{text:?}} is no label"))
    }}
}}
)",
                             name, all, texts);
}

// No NOT NULL reaches into a composite value.
std::string composite(const Types& types, const QName& name, const std::string& type,
                      const std::vector<std::pair<std::string, TypeRef>>& attributes,
                      const std::string& doc) {
    std::vector<std::string> names;
    for (const auto& attribute : attributes) names.push_back(attribute.first);
    const auto fields = types.fields(names);
    std::vector<Field> members;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto notes = serde_name(types, names[i], fields[i]);
        if (!types.sqlx())
            notes.insert(notes.begin(), fmt::format("#[postgres(name = {})]", quoted(names[i])));
        members.push_back({"", fields[i], "Option<" + *types.direct(attributes[i].second) + ">", notes});
    }
    return "\n" + doc + derive(types, fmt::format("Debug, Clone, PartialEq, {}", conversions(types))) +
           type_name(types, name) + structure("pub struct " + type, members);
}

std::string domain(const Types& types, const Domain& domain) {
    const auto base = types.direct(domain.base);
    if (!base) return "";
    std::string lead = fmt::format("The domain {}.", domain.name.dotted());
    for (const std::string& check : domain.checks) lead += "\n\nCHECK " + check;
    const std::string doc = documentation(types, lead, domain.remarks, "") + deprecated(domain.remarks);
    const std::string& name = types.names().of(domain.name);
    if (!types.settings().is("domains", "newtype"))
        return fmt::format("\n{}pub type {} = {};\n", doc, name, *base);
    // Arrays of arrays there are none.
    const bool array = base->starts_with("Vec<") && *base != "Vec<u8>";
    const char* transparent = !types.sqlx() ? "postgres(transparent)"
                              : array       ? "sqlx(transparent, no_pg_array)"
                                            : "sqlx(transparent)";
    return fmt::format("\n{}{}#[{}]\n{}pub struct {}(pub {});\n", doc,
                       derive(types, fmt::format("Debug, Clone, PartialEq, {}", conversions(types))),
                       transparent, types.serde() ? "#[serde(transparent)]\n" : "", name, *base);
}

} // namespace

std::string module_file(const Types& types) {
    std::string modules, uses;
    for (const char* name : {"enums", "routines", "runtime", "tables", "types", "views"}) {
        if (!types.settings().flag("functions") && name == std::string("routines")) continue;
        if (!types.settings().flag("views") && name == std::string("views")) continue;
        modules += fmt::format("pub mod {};\n", name);
    }
    return "\n#![allow(dead_code, non_camel_case_types)]\n\n" + modules;
}

std::string enums_file(const Types& types) {
    std::string out;
    for (const Enum& type : types.schema().enums) out += enumeration(types, type);
    return out;
}

std::string types_file(const Types& types) {
    std::string out;
    const Schema& schema = types.schema();
    const auto skipped = [&](const QName& name) {
        types.warnings().push_back(fmt::format("{}: {} does not read an attribute of it; its values are text",
                                               name.dotted(), types.sqlx() ? "sqlx" : "tokio-postgres"));
    };
    for (const Composite& type : schema.composites) {
        if (!types.direct_composite(type.name, attributes(type))) {
            skipped(type.name);
            continue;
        }
        const std::string lead = fmt::format("The composite type {}.", type.name.dotted());
        out += composite(types, type.name, types.names().of(type.name), attributes(type),
                         documentation(types, lead, type.remarks, "") + deprecated(type.remarks));
    }
    for (const QName& name : row_values(schema)) {
        const Relation& relation = *schema.relation(name);
        if (!types.direct_composite(name, attributes(relation))) {
            skipped(name);
            continue;
        }
        out += composite(types, name, types.names().of(name) + "Row", attributes(relation),
                         documentation(types, fmt::format("A row of {} as a value.", name.dotted()), {}, ""));
    }
    if (!types.settings().is("domains", "base"))
        for (const Domain& each : schema.domains) out += domain(types, each);
    return out;
}

std::string runtime_file(const Types& types) {
    std::string out(types.sqlx() ? kSqlx : kTokio);
    if (types.serde()) return out + std::string(kCommon);
    const std::string derives = ", serde::Serialize, serde::Deserialize";
    for (auto at = out.find(derives); at != std::string::npos; at = out.find(derives, at))
        out.erase(at, derives.size());
    return out;
}

} // namespace flux::gen::rust
