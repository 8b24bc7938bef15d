// The one table of targets.
#include <algorithm>

#include "failure.hpp"
#include "targets/dbml/dbml.hpp"
#include "targets/dot/dot.hpp"
#include "targets/go/go.hpp"
#include "targets/html/html.hpp"
#include "targets/json/json.hpp"
#include "targets/markdown/markdown.hpp"
#include "targets/mermaid/mermaid.hpp"
#include "targets/python/python.hpp"
#include "targets/rust/rust.hpp"
#include "targets/sql/sql.hpp"
#include "targets/target.hpp"
#include "targets/ts/ts.hpp"

namespace flux::gen {

const std::vector<const Target*>& targets() {
    static const std::vector<const Target*> all = {
        &ts_target(),   &python_target(),  &go_target(),  &rust_target(), &sql_target(), &markdown_target(),
        &html_target(), &mermaid_target(), &dot_target(), &dbml_target(), &json_target()};
    return all;
}

const Target& target(const std::string& name) {
    std::vector<std::string> names;
    for (const Target* known : targets()) {
        if (known->name == name) return *known;
        names.emplace_back(known->name);
    }
    std::string list;
    for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
    throw misuse("there is no target \"" + name + "\"" + did_you_mean(name, names), "Targets: " + list + ".");
}

} // namespace flux::gen
