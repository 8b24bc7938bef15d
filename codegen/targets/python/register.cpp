// register_all: what psycopg or asyncpg must be told before the types are true.
#include <fmt/format.h>

#include "targets/python/emit.hpp"

namespace flux::gen::python {
namespace {

constexpr std::string_view kPsycopg =
#include "targets/python/runtime/register_psycopg.py.inc"
    ;
constexpr std::string_view kDomain =
#include "targets/python/runtime/register_domain.py.inc"
    ;
constexpr std::string_view kAsyncpg =
#include "targets/python/runtime/register_asyncpg.py.inc"
    ;

// As to_regtype reads it.
std::string sql_name(const TypeRef& type) {
    const auto quote = [](const std::string& part) {
        std::string out = "\"";
        for (const char c : part) out += c == '"' ? std::string("\"\"") : std::string(1, c);
        return out + "\"";
    };
    return quote(type.name.schema) + "." + quote(type.name.name) + (type.array ? "[]" : "");
}

std::string name_of(const QName& name) {
    return quoted(sql_name(TypeRef{name, false, {}}));
}

std::string extensions(const Types& types, Imports& imports) {
    std::string out;
    for (const QName& name : extension_types(types.schema())) {
        if (name.name == "hstore") {
            imports.name("psycopg.types.hstore", "register_hstore");
            out +=
                fmt::format("    register_hstore(_found(TypeInfo.fetch(connection, {0}), {0}), connection)\n",
                            name_of(name));
        } else {
            out += fmt::format("    _found(TypeInfo.fetch(connection, {0}), {0}).register(connection)\n",
                               name_of(name));
        }
    }
    return out;
}

std::string enums(const Types& types, Imports& imports) {
    std::string out;
    for (const Enum& type : types.schema().enums) {
        const std::string& name = types.names().of(type.name);
        imports.name("psycopg.types.enum", "EnumInfo");
        imports.name("psycopg.types.enum", "register_enum");
        imports.name(".enums", name);
        // By label: a member's name is another.
        out += fmt::format("    register_enum(_found(EnumInfo.fetch(connection, {0}), {0}), connection, {1}, "
                           "mapping={{member: member.value for member in {1}}})\n",
                           name_of(type.name), name);
    }
    return out;
}

std::string ranges(const Types& types, Imports& imports) {
    std::string out;
    for (const Range& type : types.schema().ranges) {
        imports.name("psycopg.types.range", "RangeInfo");
        imports.name("psycopg.types.range", "register_range");
        out += fmt::format("    register_range(_found(RangeInfo.fetch(connection, {0}), {0}), connection)\n",
                           name_of(type.name));
        if (type.multirange.empty()) continue;
        imports.name("psycopg.types.multirange", "MultirangeInfo");
        imports.name("psycopg.types.multirange", "register_multirange");
        out += fmt::format(
            "    register_multirange(_found(MultirangeInfo.fetch(connection, {0}), {0}), connection)\n",
            name_of(type.multirange));
    }
    return out;
}

std::string composites(const Types& types, Imports& imports) {
    std::string out;
    const auto add = [&](const QName& name, const std::string& python) {
        imports.name("psycopg.types.composite", "CompositeInfo");
        imports.name("psycopg.types.composite", "register_composite");
        imports.name(".types", python);
        out += fmt::format(
            "    register_composite(_found(CompositeInfo.fetch(connection, {0}), {0}), connection, {1})\n",
            name_of(name), python);
    };
    for (const Composite& type : types.schema().composites) add(type.name, types.names().of(type.name));
    for (const QName& name : row_values(types.schema())) add(name, types.names().of(name) + "Row");
    return out;
}

void domain_in_order(const Schema& schema, const Domain& domain, std::set<QName>& done, std::string& out) {
    if (!done.insert(domain.name).second) return;
    if (const Domain* base = schema.domain(domain.base.name)) domain_in_order(schema, *base, done, out);
    out += fmt::format("    _register_domain(connection, {}, {})\n", name_of(domain.name),
                       quoted(sql_name(domain.base)));
}

// asyncpg asks the server for what a type is made of; of values that Python has a class for it must be told.
std::string asyncpg_file(const Types& types) {
    Imports imports(".register");
    imports.module("json");
    imports.module("typing");
    std::string body;
    for (const QName& name : extension_types(types.schema()))
        if (name.name == "hstore")
            body += fmt::format("    await connection.set_builtin_type_codec({}, schema={}, "
                                "codec_name=\"pg_contrib.hstore\")\n",
                                quoted(name.name), quoted(name.schema));
    for (const Enum& type : types.schema().enums) {
        const std::string& name = types.names().of(type.name);
        imports.name(".enums", name);
        body += fmt::format(
            "\n    def read_{0}(data: bytes) -> {0}:\n        return {0}(data.decode())\n\n    await "
            "connection.set_type_codec({1}, schema={2}, encoder=str.encode, decoder=read_{0}, format=\"binary\")\n",
            name, quoted(type.name.name), quoted(type.name.schema));
    }
    return imports.text() + std::string(kAsyncpg) + body;
}

} // namespace

std::string register_file(const Types& types) {
    if (types.asyncpg()) return asyncpg_file(types);
    Imports imports(".register");
    imports.module("typing");
    imports.name("psycopg", "Connection");
    std::string body =
        extensions(types, imports) + enums(types, imports) + ranges(types, imports) + composites(types, imports);
    std::set<QName> done;
    std::string domains;
    for (const Domain& domain : types.schema().domains) domain_in_order(types.schema(), domain, done, domains);
    body += domains;
    if (!domains.empty()) imports.name("psycopg.pq", "Format");
    if (!domains.empty() || !extension_types(types.schema()).empty()) imports.name("psycopg.types", "TypeInfo");
    // What nothing calls is left out: strict checkers ask for that.
    const std::string runtime = std::string(body.empty() ? "" : kPsycopg) + std::string(domains.empty() ? "" : kDomain);
    return imports.text() + runtime +
           "\n\ndef register_all(connection: Connection[_typing.Any]) -> None:\n"
           "    \"\"\"Makes values arrive on this connection as the generated types say.\"\"\"\n" +
           (body.empty() ? "    del connection\n" : body);
}

} // namespace flux::gen::python
