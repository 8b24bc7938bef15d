// codegen(target, options, schemas): typed code from the live schema, as rows of files.
#include "core/model/json.hpp"
#include "core/plan/dump.hpp"
#include "server/codegen/emit.hpp"
#include "server/facts/reader.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/result.hpp"
#include "server/run/live.hpp"
#include "server/run/role.hpp"

FLUX_FUNCTION(pg_flux_codegen) {
    const flux::pg::Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    const std::string target = arguments.required_text(0, "target");
    const std::string options = arguments.jsonb(1).value_or("{}");
    const bool wants_source = flux::codegen::wants_source(target);
    const flux::Model model = flux::run::live_model(arguments.names(2));
    const flux::facts::Facts facts = flux::facts::read_facts(model);
    flux::codegen::Input input{flux::model_to_json(model, flux::Detail::all, &facts), {}};
    if (wants_source)
        for (auto& file : flux::dump(model, flux::run::current_role(), flux::Layout::kind))
            input.source.push_back({std::move(file.path), std::move(file.sql)});
    const flux::codegen::Output output = flux::codegen::emit(target, options, input);
    for (const std::string& warning : output.warnings) flux::pg::warn(warning);
    for (const auto& file : output.files) result.add({file.path, file.body});
    return result.finish();
}
