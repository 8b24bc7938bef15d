#include "model/connection.hpp"

#include <libpq-fe.h>

#include "failure.hpp"

namespace flux::gen {

struct Connection::Handle {
    std::unique_ptr<PGconn, void (*)(PGconn*)> connection{nullptr, PQfinish};
};

namespace {

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

} // namespace

Connection::Connection(const std::string& conninfo) : handle_(std::make_unique<Handle>()) {
    const char* keywords[] = {"dbname", "fallback_application_name", "client_encoding", nullptr};
    const char* values[] = {conninfo.c_str(), "pg_flux_gen", "UTF8", nullptr};
    handle_->connection.reset(PQconnectdbParams(keywords, values, 1));
    PGconn* connection = handle_->connection.get();
    if (PQstatus(connection) != CONNECTION_OK)
        throw Failure("cannot connect to the database", trimmed(PQerrorMessage(connection)),
                      "Say where it is with --database, DATABASE_URL or PGHOST, PGPORT, PGDATABASE, PGUSER; "
                      "or give a saved model with --model FILE.");
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    check_extension();
}

Connection::~Connection() = default;

std::vector<std::vector<std::string>> Connection::rows(const char* query) {
    PGconn* connection = handle_->connection.get();
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection, query), PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
        const char* message = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
        throw Failure("the database refused to show its schema",
                      message ? message : trimmed(PQerrorMessage(connection)));
    }
    std::vector<std::vector<std::string>> out(static_cast<std::size_t>(PQntuples(result.get())));
    for (int row = 0; row < PQntuples(result.get()); ++row)
        for (int column = 0; column < PQnfields(result.get()); ++column)
            out[static_cast<std::size_t>(row)].emplace_back(PQgetvalue(result.get(), row, column));
    return out;
}

void Connection::check_extension() {
    const auto found = rows("SELECT installed_version IS NOT NULL FROM pg_catalog.pg_available_extensions "
                            "WHERE name = 'pg_flux'");
    if (found.empty())
        throw Failure("the server of database \"" + std::string(PQdb(handle_->connection.get())) +
                          "\" does not have pg_flux",
                      {},
                      "Build and install it on the server's machine: make && sudo make install; then: CREATE "
                      "EXTENSION pg_flux;");
    if (found[0][0] != "t")
        throw Failure("pg_flux is not installed in database \"" +
                          std::string(PQdb(handle_->connection.get())) + "\"",
                      {}, "Install it there: CREATE EXTENSION pg_flux;");
}

std::string Connection::model() {
    return rows("SELECT pg_flux.model()::text").at(0).at(0);
}

std::vector<SourceFile> Connection::source_files() {
    std::vector<SourceFile> out;
    for (auto& row : rows("SELECT path, sql FROM pg_flux.dump(layout => 'kind')"))
        out.push_back({row.at(0), row.at(1)});
    return out;
}

} // namespace flux::gen
