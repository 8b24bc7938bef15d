#include "core/model/acl.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.hpp"
#include "core/text/array.hpp"
#include "core/text/quote.hpp"

namespace flux {
namespace {

// The letters of src/include/utils/acl.h, PostgreSQL 14 to 18.
constexpr auto kLetters = std::to_array<std::pair<char, const char*>>({
    {'a', "INSERT"}, {'r', "SELECT"}, {'w', "UPDATE"}, {'d', "DELETE"}, {'D', "TRUNCATE"}, {'x', "REFERENCES"},
    {'t', "TRIGGER"}, {'X', "EXECUTE"}, {'U', "USAGE"}, {'C', "CREATE"}, {'T', "TEMPORARY"}, {'c', "CONNECT"},
    {'s', "SET"}, {'A', "ALTER SYSTEM"}, {'m', "MAINTAIN"},
});

const char* privilege_of(char letter) {
    for (const auto& [known, name] : kLetters)
        if (known == letter) return name;
    throw Error(ErrorCode::feature_not_supported, std::string("unknown privilege \"") + letter + "\"");
}

// The role before the equals sign, which is empty for PUBLIC and quoted where it is no plain word.
std::string take_role(std::string_view& item) {
    std::string role;
    if (!item.starts_with('"')) {
        role = item.substr(0, item.find('='));
        item.remove_prefix(role.size());
        return role;
    }
    item.remove_prefix(1);
    while (!item.empty()) {
        if (item.front() == '"') {
            item.remove_prefix(1);
            if (!item.starts_with('"')) break;
        }
        role += item.front();
        item.remove_prefix(1);
    }
    return role;
}

void add_item(std::string_view item, const std::string& owner, Privileges& privileges) {
    const std::string role = take_role(item);
    if (!item.starts_with('=')) throw Error(ErrorCode::internal, "an access control list cannot be read");
    const std::string grantee = role.empty() ? kPublic : role == owner ? kOwner : quote_ident(role);
    const std::string_view letters = item.substr(1, item.find('/') - 1);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool grantable = i + 1 < letters.size() && letters[i + 1] == '*';
        privileges.push_back({grantee, privilege_of(letters[i]), grantable});
        if (grantable) ++i;
    }
}

} // namespace

Privileges parse_acl(std::string_view acl, const std::string& owner) {
    Privileges privileges;
    for (const std::string& item : parse_array(acl)) add_item(item, owner, privileges);
    std::sort(privileges.begin(), privileges.end());
    // Two grantors may have given the same: once with and once without the option is with.
    const auto same = [](const Grant& a, const Grant& b) { return a.grantee == b.grantee && a.privilege == b.privilege; };
    const auto last = std::unique(privileges.rbegin(), privileges.rend(), same);
    privileges.erase(privileges.begin(), last.base());
    return privileges;
}

} // namespace flux
