#include "core/kinds/conversion.hpp"

#include "core/kinds/named_object.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return named_columns("pg_conversion", "con") + R"(,
       pg_encoding_to_char(x.conforencoding)::text AS "from", pg_encoding_to_char(x.contoencoding)::text AS "to", )" +
           qualified_name_of("pg_proc", "pro", "x.conproc") + " AS function, x.condefault AS is_default" +
           named_source("pg_conversion", "con");
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Conversion>(row));
}

std::string target(const Object& object) {
    return "CONVERSION " + object.id.qualified();
}

void create(const Creation& creation, Script& script) {
    const auto& c = creation.object.as<Conversion>();
    script.add((c.is_default ? "CREATE DEFAULT " : "CREATE ") + target(creation.object) + " FOR " +
               quote_literal(c.from) + " TO " + quote_literal(c.to) + " FROM " + c.function);
}

void alter(const Alteration&, Script&) {}

} // namespace

const Ops conversion = {
    .kind = Kind::conversion,
    .name = "conversion",
    .plural = "conversions",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .catalog = "pg_conversion",
};

} // namespace flux::kinds
