// Functions that SQL can call to try the boundary: what an ERROR and an exception become, that destructors run, that long
// loops can be cancelled. Never part of the extension: test/modules is built into a module of its own.
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/call.hpp"
#include "server/pg/catalog_queries.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/result.hpp"
#include "server/pg/sha256.hpp"
#include "server/pg/spi.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/pg/user.hpp"

using flux::pg::Arguments;
using flux::pg::Spi;

namespace {

int destroyed = 0;

struct Witness {
    ~Witness() { ++destroyed; }
};

// leaf
void raise_error() {
    ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE), errmsg("a message"), errdetail("A detail."), errhint("A hint."),
                    errposition(7)));
}

// leaf
void recurse_without_end(int depth) {
    check_stack_depth();
    if (depth >= 0) recurse_without_end(depth + 1);
    CHECK_FOR_INTERRUPTS();
}

void recurse_in_cpp(const std::string& path) {
    flux::pg::check_stack();
    if (path.size() < 1'000'000) recurse_in_cpp(path + "x");
    flux::pg::check_interrupts();
}

Datum fail(const std::string& how) {
    if (how == "server") flux::pg::call(raise_error);
    if (how == "own") throw flux::Error(flux::ErrorCode::drift, "own message", "Own detail.", "Own hint.", 12);
    if (how == "bad_alloc") throw std::bad_alloc();
    if (how == "huge") {
        const std::vector<char> huge(std::numeric_limits<std::ptrdiff_t>::max());
        return flux::pg::text_datum(huge.data());
    }
    if (how == "palloc") flux::pg::call(palloc, static_cast<Size>(MaxAllocSize) + 1);
    if (how == "std") throw std::runtime_error("a standard exception");
    if (how == "other") throw 42;
    if (how == "stack") flux::pg::call(recurse_without_end, 0);
    if (how == "cpp stack") recurse_in_cpp("");
    while (how == "loop") flux::pg::check_interrupts();
    return flux::pg::text_datum("nothing failed");
}

} // namespace

FLUX_FUNCTION(pg_flux_test_fail) {
    const Witness witness;
    const std::string ballast(1 << 20, 'x');
    return fail(Arguments(fcinfo).required_text(0, "how"));
}

FLUX_FUNCTION(pg_flux_test_destroyed) { return Int32GetDatum(destroyed); }

FLUX_FUNCTION(pg_flux_test_no_exception_in_flight) { return BoolGetDatum(std::current_exception() == nullptr); }

// Runs SQL in a subtransaction; what fails is told and rolled back.
FLUX_FUNCTION(pg_flux_test_try) {
    const std::string sql = Arguments(fcinfo).required_text(0, "sql");
    try {
        flux::pg::SubTransaction attempt;
        {
            Spi spi;
            spi.execute(sql);
        }
        attempt.commit();
        return flux::pg::text_datum("done");
    } catch (const flux::pg::ServerError& error) {
        if (error.is_interrupt()) throw;
        return flux::pg::text_datum(error.sqlstate() + ": " + error.what());
    }
}

namespace {

std::vector<flux::pg::Param> text_params(const Arguments& arguments) {
    std::vector<flux::pg::Param> params;
    for (const auto& value : arguments.texts(1).value_or(std::vector<std::string>{})) params.emplace_back(value);
    return params;
}

} // namespace

FLUX_FUNCTION(pg_flux_test_query) {
    const Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::pg::GucScope settings;
    settings.lock_search_path();
    Spi spi;
    for (const auto& row : spi.query(arguments.required_text(0, "sql"), text_params(arguments)).cells) result.add(row);
    return result.finish();
}

FLUX_FUNCTION(pg_flux_test_catalog_query) {
    const Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::pg::GucScope settings;
    settings.lock_search_path();
    flux::pg::CatalogQueries catalog;
    for (const auto& row : catalog.query(arguments.required_text(0, "sql"), text_params(arguments)).cells) result.add(row);
    return result.finish();
}

FLUX_FUNCTION(pg_flux_test_sha256) {
    return flux::pg::text_datum(flux::pg::sha256_hex(Arguments(fcinfo).required_text(0, "data")));
}
