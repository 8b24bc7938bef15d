#include "core/kinds/shell_type.hpp"

#include "core/kinds/named_object.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return named_columns("pg_type", "typ") + named_source("pg_type", "typ") + " AND NOT x.typisdefined";
}

Attributes read(const Row&) {
    return Attributes(ShellType{});
}

std::string target(const Object& object) {
    return "TYPE " + object.id.qualified();
}

void create(const Creation& creation, Script& script) {
    script.add("CREATE " + target(creation.object));
}

void alter(const Alteration&, Script&) {}

} // namespace

const Ops shell_type = {
    .kind = Kind::shell_type,
    .name = "shell type",
    .plural = "shell_types",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .catalog = "pg_type",
    .letter_column = "typtype",
    .letters = "p",
    .shares_type_names = true,
};

} // namespace flux::kinds
