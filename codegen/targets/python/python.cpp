// Python 3.11 and later: rows as pydantic models, dataclasses or TypedDicts, what INSERT and UPDATE take as
// TypedDicts, enums, domains, composite types, what tells psycopg 3 or asyncpg of them, models for SQLAlchemy 2.
#include "targets/python/python.hpp"

#include <fmt/format.h>

#include "targets/python/emit.hpp"

namespace flux::gen {
namespace {

std::vector<File> emit(const Job& job) {
    const python::Types types(job);
    const Settings& settings = job.settings;
    std::vector<File> files = {{"__init__.py", ""},
                               {"py.typed", ""},
                               {"values.py", python::values_file()},
                               {"enums.py", python::enums_file(types)},
                               {"types.py", python::types_file(types)},
                               {"tables.py", python::relations_file(types, false)},
                               {"register.py", python::register_file(types)}};
    if (settings.flag("views")) files.push_back({"views.py", python::relations_file(types, true)});
    if (settings.flag("functions")) files.push_back({"routines.py", python::routines_file(types)});
    if (settings.has("flavours", "sqlalchemy")) files.push_back({"orm.py", python::orm_file(types)});
    return files;
}

} // namespace

const Target& python_target() {
    using enum OptionType;
    static const Target target{
        "python", "Python for psycopg 3 or asyncpg: pydantic 2, dataclasses or TypedDict; SQLAlchemy 2",
        selection_options() + naming_options() + typing_options() +
            OptionSpecs{
                {"driver", choice, "psycopg", {"psycopg", "asyncpg"}, "psycopg 3 or asyncpg"},
                {"style", choice, "pydantic", {"pydantic", "dataclass", "typeddict"}, "what a row is"},
                {"snake_fields", flag, "false", {}, "fields in snake case, whatever the columns are called"},
                {"frozen", flag, "false", {}, "rows cannot be changed"},
                {"insert_update", flag, "true", {}, "types of what INSERT and UPDATE take"},
                {"flavours", list, "", {"sqlalchemy"}, "further forms: sqlalchemy"},
                {"strip_id", flag, "true", {}, "author_id gives a relationship author; without, author_id_user"}},
        emit, "#"};
    return target;
}

} // namespace flux::gen
