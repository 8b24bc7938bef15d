#include "core/kinds/foreign_data_wrapper.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/named_function.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_foreign_data_wrapper'::regclass::oid AS classid, w.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, w.fdwname::text AS name, NULL AS args, w.fdwowner AS owner, w.fdwacl AS acl, )" +
           named_function("w.fdwhandler") + " AS handler, " + named_function("w.fdwvalidator") + " AS validator, " +
           foreign_options_column("w.fdwoptions") + R"( AS options
FROM pg_foreign_data_wrapper w
WHERE $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    auto wrapper = read_fields<ForeignDataWrapper>(row);
    mark_secrets(wrapper.options);
    return Attributes(std::move(wrapper));
}

std::string target(const Object& object) {
    return "FOREIGN DATA WRAPPER " + quote_ident(object.id.name);
}

void create(const Creation& creation, Script& script) {
    const auto& w = creation.object.as<ForeignDataWrapper>();
    add_with_secrets(script, [&](Secrets secrets) {
        return "CREATE " + target(creation.object) + (w.handler ? " HANDLER " + *w.handler : "") +
               (w.validator ? " VALIDATOR " + *w.validator : "") + options_clause(w.options, secrets);
    });
}

void alter(const Alteration& a, Script& script) {
    const auto &from = a.from.as<ForeignDataWrapper>(), &to = a.to.as<ForeignDataWrapper>();
    const bool handler = a.changes.take("handler"), validator = a.changes.take("validator");
    const bool options = a.changes.take("options");
    if (!handler && !validator && !options) return;
    add_with_secrets(script, [&](Secrets secrets) {
        return "ALTER " + target(a.to) +
               (!handler     ? ""
                : to.handler ? " HANDLER " + *to.handler
                             : " NO HANDLER") +
               (!validator     ? ""
                : to.validator ? " VALIDATOR " + *to.validator
                               : " NO VALIDATOR") +
               (options ? options_change(from.options, to.options, secrets) : "");
    });
}

} // namespace

const Ops foreign_data_wrapper = {
    .kind = Kind::foreign_data_wrapper,
    .name = "foreign-data wrapper",
    .plural = "foreign_data_wrappers",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .keep_undeclared = keep_secrets_of<ForeignDataWrapper>,
    .leave_out_secrets = leave_out_secrets_of<ForeignDataWrapper>,
    .acl_type = 'F',
    .in_database = true,
    .catalog = "pg_foreign_data_wrapper",
    .name_column = "fdwname",
};

} // namespace flux::kinds
