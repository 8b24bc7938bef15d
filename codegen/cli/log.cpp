#include "cli/log.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

#include "failure.hpp"

namespace flux::gen {

void Log::say(const char* level, const std::string& message, const Fields& fields) const {
    if (json_) {
        nlohmann::ordered_json line{{"level", level}, {"message", message}};
        for (const auto& [key, value] : fields)
            if (!value.empty()) line[key] = value;
        std::cerr << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
        return;
    }
    const std::string_view prefix = level == std::string_view("info") ? "" : level;
    std::cerr << "pg_flux_gen: " << prefix << (prefix.empty() ? "" : ": ") << message << "\n";
    if (prefix == "error")
        for (const auto& [key, value] : fields)
            if (!value.empty()) std::cerr << "  " << key << ": " << value << "\n";
}

void Log::info(const std::string& message, const Fields& fields) const {
    if (!quiet_) say("info", message, fields);
}
void Log::warning(const std::string& message) const {
    if (!quiet_) say("warning", message, {});
}
void Log::error(const Failure& failure) const {
    say("error", failure.what(), {{"detail", failure.detail}, {"hint", failure.hint}});
}

} // namespace flux::gen
