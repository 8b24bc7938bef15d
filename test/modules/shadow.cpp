// pg_flux.shadow_probe: runs a query inside the shadow of a source. For tests only.
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/pg/spi.hpp"
#include "server/shadow/shadow.hpp"

FLUX_FUNCTION(pg_flux_test_shadow_probe) {
    const flux::pg::Arguments arguments(fcinfo);
    const std::string source = arguments.required_text(0, "source");
    const std::string sql = arguments.required_text(2, "sql");
    const auto schemas = arguments.names(1);
    const auto declaration = flux::shadow::read_source(source, schemas.value_or(std::vector<std::string>{}));
    const auto managed = flux::shadow::managed_schemas(declaration, schemas);
    flux::Rows rows;
    flux::shadow::with_shadow(declaration, managed, [&](const auto&) { rows = flux::pg::Spi().query(sql); });
    flux::pg::SetResult result(fcinfo);
    for (const auto& row : rows.cells) {
        std::string line;
        for (const auto& cell : row) line += (line.empty() ? "" : " | ") + cell.value_or("∅");
        result.add({line});
    }
    return result.finish();
}
