// The desired schema, built by PostgreSQL itself under its real names inside a subtransaction that is always rolled back.
// This is what the rest of the program sees of it.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/object.hpp"
#include "server/shadow/storage_less.hpp"

namespace flux::shadow {

// Settings that the source has made by SET or set_config; nullopt: set back to the default.
using Environment = std::map<std::string, std::optional<std::string>>;

struct Statement {
    std::string text; // without the semicolon and the comments before it
    int line = 1;     // of its first token
    std::size_t environment = 0;
    // The enum that CREATE TYPE or ALTER TYPE … ADD VALUE is about; empty for other statements.
    std::string enum_schema, enum_name;
    bool creates_enum = false;
    // COMMENT ON CONSTRAINT, DROP CONSTRAINT and their like.
    bool about_constraint = false;
    bool of_database = false; // makes what belongs to the database
};

// Roles belong to the cluster: one that is declared must be there, and is made where it is missing. That is all.
struct DeclaredRole {
    std::string name;
    std::string sql; // CREATE ROLE …, without the semicolon
    int line = 1;
};

struct Declaration {
    std::string hash; // of the source text as it was given
    std::vector<Statement> statements; // as they stand in the source, settings left out
    std::vector<Environment> environments;

    // Kinds that belong to the database and of which the source declares an object.
    std::set<Kind> database_kinds;
    std::vector<std::string> extensions;
    std::vector<DeclaredRole> roles; // each once, in order of appearance
    bool owners = false;     // it says OWNER TO
    bool privileges = false; // it says GRANT, REVOKE or ALTER DEFAULT PRIVILEGES, or declares a role

    std::vector<std::string> created_schemas; // by CREATE SCHEMA
    std::vector<std::string> named_schemas;   // those and the ones of what it creates, in order of appearance
    bool unqualified = false;                 // creates something without saying in which schema
};

// Splits and checks a source. Raises not_a_declaration, feature_not_supported and syntax_error with the line.
// `schemas` are the managed schemas where the caller has named them: nothing may be created elsewhere.
Declaration read_source(std::string_view text, const std::vector<std::string>& schemas = {});

// What the call manages: the schemas given, or those that the source names. Raises invalid_parameter for what cannot be.
std::vector<std::string> managed_schemas(const Declaration& declaration,
                                         const std::optional<std::vector<std::string>>& schemas);

// Those of the declared roles that the cluster lacks.
std::vector<DeclaredRole> missing_roles(const Declaration& declaration);

// Builds the source, runs `body` while the desired schemas stand in the place of the live ones, and rolls all of it back,
// whatever happens. The first of `schemas` is where unqualified names go. `body` is told what of the live database was set
// aside: it is in the catalogs still. What of a kind that belongs to the database has one of the OIDs `kept` stays where it is.
// Raises cannot_build_source with the line.
using Body = std::function<void(const std::vector<Address>& aside)>;
void with_shadow(const Declaration& declaration, const std::vector<std::string>& schemas, const Body& body,
                 const std::set<unsigned int>& kept = {});

// The access method that tables get where none is named: what kAccessMethod stands for in a shadow.
std::string default_access_method();

} // namespace flux::shadow
