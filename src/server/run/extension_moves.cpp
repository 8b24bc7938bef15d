#include "server/run/extension_moves.hpp"

#include <algorithm>

#include "core/kinds/extension.hpp"
#include "core/text/quote.hpp"
#include "server/pg/call.hpp"
#include "server/pg/memory.hpp"
#include "server/shadow/satisfied.hpp"
#include "server/shadow/set_aside.hpp"

namespace flux::run {
namespace {

const std::string& wanted_schema(const Object& extension) { return extension.as<kinds::Extension>().schema; }

bool moves(const Object& object) {
    if (object.id.kind != Kind::extension) return false;
    const pg::MemoryScope memory;
    const char* const schema = pg::call(shadow::schema_of_extension, object.id.name.c_str());
    return schema != nullptr && wanted_schema(object) != schema;
}

Step step(Op op, const char* kind, std::string object, std::string sql) {
    return {.op = op, .kind = kind, .object = std::move(object), .sql = std::move(sql)};
}

void move(const Object& extension, Plan& steps) {
    const pg::MemoryScope memory;
    const std::string name = quote_ident(extension.id.name), schema = quote_ident(wanted_schema(extension));
    if (pg::call(shadow::make_schema, wanted_schema(extension).c_str()))
        steps.push_back(step(Op::create, "schema", schema, "CREATE SCHEMA " + schema));
    pg::call(shadow::move_extension, extension.id.name.c_str(), wanted_schema(extension).c_str());
    steps.push_back(step(Op::alter, "extension", name, "ALTER EXTENSION " + name + " SET SCHEMA " + schema));
}

} // namespace

bool moves_extensions(const Model& desired) {
    const auto objects = desired.objects();
    return std::any_of(objects.begin(), objects.end(), moves);
}

Plan move_extensions(const Model& desired) {
    Plan steps;
    for (const Object& object : desired.objects())
        if (moves(object)) move(object, steps);
    return steps;
}

} // namespace flux::run
