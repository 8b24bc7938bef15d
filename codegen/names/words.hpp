// Names of the database cut into words and put together in a language's style. ASCII letters change case;
// letters of other scripts stay; what no language takes in a name is a gap between words, or its code point
// in hex.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flux::gen {

enum class Case { snake, camel, pascal, upper_snake, kebab };

// `HTTPServer_id` gives HTTP Server id.
std::vector<std::string> words(std::string_view name);
std::string to_case(std::string_view name, Case style);
// The same with words that are written in capitals whole: userId as userID.
std::string to_case(std::string_view name, Case style, const std::vector<std::string>& initialisms);
// The first letter made a capital, of the scripts that have capitals; a name that begins otherwise stays.
std::string capitalised(std::string name);
bool has_capital(std::string_view name); // first
// Does it hold letters, digits and _ only, not beginning with a digit?
bool is_identifier(std::string_view name);
bool is_ascii_identifier(std::string_view name);
// The name with what is no part of an identifier made _ or hex, and nothing else changed.
std::string to_identifier(std::string_view name);

} // namespace flux::gen
