// fingerprint(schemas): the live catalogs without a source.
#include "core/error.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/reader.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/compare.hpp"
#include "server/run/live.hpp"

FLUX_FUNCTION(pg_flux_fingerprint) {
    return flux::pg::text_datum(flux::run::fingerprint(flux::run::live_model(flux::pg::Arguments(fcinfo).names(0))));
}
