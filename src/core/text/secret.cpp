#include "core/text/secret.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace flux {

bool is_secret_option(std::string_view name) {
    std::string word(name);
    for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (word == "password_required") return false;
    static constexpr auto kWhole =
        std::to_array<std::string_view>({"pass", "pwd", "key", "scram_client_key", "scram_server_key"});
    static constexpr auto kWithin =
        std::to_array<std::string_view>({"password", "passwd", "passfile", "passphrase", "secret", "token", "credential",
                                         "api_key", "apikey", "access_key", "private_key"});
    return std::find(kWhole.begin(), kWhole.end(), word) != kWhole.end() ||
           std::any_of(kWithin.begin(), kWithin.end(),
                       [&](std::string_view part) { return word.find(part) != std::string::npos; });
}

} // namespace flux
