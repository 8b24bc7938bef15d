// TypeScript: what rows are when they arrive, what inserts and updates take, enums, domains, composite types,
// routines; with the parsers that make the drivers keep to it, the flavours for kysely and drizzle, schemas for zod and valibot.
#include "targets/ts/ts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "targets/ts/emit.hpp"

namespace flux::gen {
namespace {

std::vector<File> emit(const Job& job) {
    const ts::Types types(job);
    const Settings& settings = job.settings;
    std::vector<File> files = {{"values.ts", ts::values_file()},
                               {"enums.ts", ts::enums_file(types)},
                               {"types.ts", ts::types_file(types)},
                               {"tables.ts", ts::relations_file(types, false)}};
    if (settings.flag("views")) files.push_back({"views.ts", ts::relations_file(types, true)});
    if (settings.flag("functions")) files.push_back({"routines.ts", ts::routines_file(types)});
    if (settings.is("ids", "brand")) files.push_back({"ids.ts", ts::ids_file(types)});
    if (settings.has("flavours", "kysely")) files.push_back({"kysely.ts", ts::kysely_file(types)});
    if (settings.has("flavours", "drizzle")) files.push_back({"drizzle.ts", ts::drizzle_file(types)});
    if (settings.has("validators", "zod")) files.push_back({"zod.ts", ts::validators_file(types, ts::zod())});
    if (settings.has("validators", "valibot"))
        files.push_back({"valibot.ts", ts::validators_file(types, ts::valibot())});
    if (settings.flag("parsers")) {
        files.push_back({"runtime.ts", ts::runtime_file(types)});
        files.push_back({"parsers.ts", ts::parsers_file(types)});
    }
    std::string index;
    for (const File& file : files) {
        const std::string name = file.path.substr(0, file.path.size() - 3);
        // What validates and what parses is asked for by name.
        const auto apart = {"zod", "valibot", "runtime", "parsers", "kysely", "drizzle"};
        if (std::find(apart.begin(), apart.end(), name) == apart.end())
            index += fmt::format("export * from \"./{}{}\";\n", name, settings.text("module_ext"));
    }
    files.push_back({"index.ts", index});
    return files;
}

OptionSpecs options() {
    using enum OptionType;
    return selection_options() + naming_options() + typing_options() +
           OptionSpecs{
               {"driver", choice, "pg", {"pg", "postgres"}, "node-postgres or postgres.js"},
               {"parsers",
                flag,
                "true",
                {},
                "write parsers to register with the driver; without, the types are what it gives by itself"},
               {"bigint", choice, "string", {"string", "bigint", "number"}, "what an int8 is"},
               {"numeric", choice, "string", {"string", "number"}, "what a numeric is"},
               {"date", choice, "string", {"string", "Date"}, "what a date is"},
               {"timestamp",
                choice,
                "Date",
                {"Date", "string"},
                "what a timestamp is, with or without time zone"},
               {"json", choice, "unknown", {"unknown", "JsonValue"}, "what json and jsonb are"},
               {"arrays",
                choice,
                "one",
                {"one", "nested"},
                "arrays have one dimension, and others are refused; or any number, in a type that says so"},
               {"null_style",
                choice,
                "union",
                {"union", "undefined", "optional"},
                "T | null as the drivers give it, T | undefined, or name?: T"},
               {"enum_style",
                choice,
                "union",
                {"union", "const_object", "ts_enum"},
                "how an enum is written"},
               {"domains",
                choice,
                "alias",
                {"alias", "brand", "base"},
                "a domain as a name for its base type, as a type of its own, or as its base type"},
               {"ids",
                choice,
                "none",
                {"none", "brand"},
                "primary keys as types of their own, which foreign keys follow"},
               {"field_case",
                choice,
                "preserve",
                {"preserve", "camel", "snake", "pascal"},
                "names of properties; but for preserve, the driver must be told to convert"},
               {"readonly",
                choice,
                "none",
                {"none", "identity", "generated", "defaults", "all"},
                "which properties of rows are readonly"},
               {"insert_update", flag, "true", {}, "types of what INSERT and UPDATE take"},
               {"flavours", list, "", {"kysely", "drizzle"}, "further forms: kysely, drizzle"},
               {"validators", list, "", {"zod", "valibot"}, "schemas that check at run time: zod, valibot"},
               {"strip_id", flag, "true", {}, "author_id gives a relationship author; without, authorIdUser"},
               {"default_schema", text, "public", {}, "tables of this schema are named without it"},
               {"module_ext", text, ".js", {}, "the end of imports from this folder: .js, .ts, or nothing"}};
}

} // namespace

const Target& ts_target() {
    static const Target target{"ts", "TypeScript for node-postgres or postgres.js, with parsers, kysely, drizzle, zod, valibot",
                               options(), emit, "//"};
    return target;
}

} // namespace flux::gen
