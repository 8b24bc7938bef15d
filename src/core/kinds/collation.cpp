#include "core/kinds/collation.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// Where the locale of ICU stands has moved twice. Collations of other encodings cannot be used in this database.
std::string query(int version) {
    const std::string locale =
        since(version, 17, "x.colllocale", since(version, 15, "x.colliculocale", "x.collcollate"));
    return named_columns("pg_collation", "coll") + R"(,
       CASE x.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' ELSE 'builtin' END AS provider,
       x.collisdeterministic AS deterministic,
       CASE WHEN x.collprovider <> 'c' THEN )" +
           locale + R"(::text END AS locale,
       CASE WHEN x.collprovider = 'c' THEN x.collcollate::text END AS lc_collate,
       CASE WHEN x.collprovider = 'c' THEN x.collctype::text END AS lc_ctype, )" +
           since(version, 16, "x.collicurules", "NULL") + " AS rules, x.collversion AS version" +
           named_source("pg_collation", "coll") +
           " AND x.collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Collation>(row));
}

std::string target(const Object& object) {
    return "COLLATION " + object.id.qualified();
}

void create(const Creation& creation, Script& script) {
    const auto& c = creation.object.as<Collation>();
    std::vector<std::string> options = {"PROVIDER = " + c.provider};
    const auto add = [&](const char* name, const std::optional<std::string>& value) {
        if (value) options.push_back(std::string(name) + " = " + quote_literal(*value));
    };
    if (!c.deterministic) options.push_back("DETERMINISTIC = false");
    if (c.lc_collate && c.lc_collate == c.lc_ctype) {
        add("LOCALE", c.lc_collate);
    } else {
        add("LC_COLLATE", c.lc_collate);
        add("LC_CTYPE", c.lc_ctype);
    }
    add("LOCALE", c.locale);
    add("RULES", c.rules);
    script.add(with_list("CREATE " + target(creation.object), options));
}

void alter(const Alteration&, Script&) {}

void set_aside(const Object& from, const Object&, Script& script) {
    set_type_aside(from.id, "COLLATION", script);
}

} // namespace

const Ops collation = {
    .kind = Kind::collation,
    .name = "collation",
    .plural = "collations",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .set_aside = set_aside,
    .catalog = "pg_collation",
};

} // namespace flux::kinds
