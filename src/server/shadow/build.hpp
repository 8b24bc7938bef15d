// Building a declaration inside the shadow, once its schemas are set aside.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "server/shadow/shadow.hpp"

namespace flux::shadow {

// How a build goes about it: exact first, quick second.
struct Mode {
    bool storage_less = true;
    // A subtransaction a statement, and rounds until nothing gets further; otherwise the first failure ends the build.
    bool patient = false;
};

struct Failure {
    std::size_t statement = 0;
    std::string sqlstate, message, detail, hint;
    int position = 0;
    std::size_t others = 0; // statements that failed as well
};

// What to run and in which order.
struct Schedule {
    std::vector<std::size_t> order;
    std::size_t foreign_keys_at = 0;
    // Foreign keys run before the first statement about a constraint too.
    bool constraints_need_keys = false;
    // For CREATE TYPE … AS ENUM: the statements that change its labels. They do not run themselves.
    std::vector<std::vector<std::size_t>> enum_changes;
    std::vector<bool> folded;
};

// As the statements stand in the source: dumps are in order, and most of what people write. It is what psql would do.
Schedule as_written(const Declaration& declaration, const std::vector<std::string>& schemas);
// By what each statement defines and needs. Costs a parse by libpg_query.
Schedule arranged(const Declaration& declaration, const std::vector<std::string>& schemas);

// nullopt: all of it stands. Cancels and the like come out as ServerError.
// `access_method`: what is the default outside the shadow.
std::optional<Failure> build(const Declaration& declaration, const Schedule& schedule,
                             const std::vector<std::string>& schemas, Mode mode, const std::string& access_method);

} // namespace flux::shadow
