#include "server/codegen/emit.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "failure.hpp"
#include "model/reader.hpp"
#include "targets/generate.hpp"

namespace flux::codegen {
namespace {

using nlohmann::json;

Error refused(const gen::Failure& failure) {
    return Error(failure.status == 2 ? ErrorCode::invalid_parameter : ErrorCode::feature_not_supported, failure.what(),
                 failure.detail, failure.hint);
}

std::string text_of(const std::string& name, const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean() || value.is_number()) return value.dump();
    throw Error(ErrorCode::invalid_parameter, "option \"" + name + "\" is neither a text nor a list of texts");
}

std::vector<std::string> texts_of(const std::string& name, const json& value) {
    if (!value.is_array()) return {text_of(name, value)};
    std::vector<std::string> out;
    for (const json& item : value) out.push_back(text_of(name, item));
    return out;
}

gen::Settings settings_of(const gen::Target& target, const std::string& options) {
    gen::Settings settings(target.options);
    const json given = json::parse(options);
    if (!given.is_object()) throw Error(ErrorCode::invalid_parameter, "options are no JSON object");
    std::vector<std::string> known;
    for (const gen::OptionSpec& spec : settings.specs()) known.push_back(spec.name);
    for (const auto& [name, value] : given.items()) {
        if (!settings.knows(name))
            throw Error(ErrorCode::invalid_parameter, "target \"" + std::string(target.name) + "\" has no option \"" + name +
                                                          "\"" + gen::did_you_mean(name, known));
        settings.set(name, texts_of(name, value), "options");
    }
    return settings;
}

} // namespace

bool wants_source(const std::string& target) {
    try {
        return gen::target(target).wants_source;
    } catch (const gen::Failure& failure) {
        throw refused(failure);
    }
}

Output emit(const std::string& target, const std::string& options, const Input& input) {
    try {
        const gen::Target& chosen = gen::target(target);
        const gen::Settings settings = settings_of(chosen, options);
        std::vector<gen::SourceFile> source;
        for (const File& file : input.source) source.push_back({file.path, file.body});
        Output out;
        for (gen::File& file : gen::generate(chosen, settings, gen::read_model(input.model), input.model, source, out.warnings))
            out.files.push_back({std::move(file.path), std::move(file.body)});
        return out;
    } catch (const gen::Failure& failure) {
        throw refused(failure);
    }
}

} // namespace flux::codegen
