#include "core/model/privileges.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace flux {
namespace {

// Grants that share a statement: same grantee, same grant option.
using Group = std::pair<std::string, bool>;
using Groups = std::map<Group, std::vector<std::string>>;

std::string privilege_list(const std::vector<std::string>& privileges, const std::string& columns) {
    std::string out;
    for (const std::string& privilege : privileges) {
        if (!out.empty()) out += ", ";
        out += privilege;
        if (!columns.empty()) out += " " + columns;
    }
    return out;
}

const Grant* find(const Privileges& in, const Grant& like) {
    const auto at = std::find_if(in.begin(), in.end(), [&](const Grant& g) {
        return g.grantee == like.grantee && g.privilege == like.privilege;
    });
    return at == in.end() ? nullptr : &*at;
}

} // namespace

Privileges merged(Privileges grants) {
    std::sort(grants.begin(), grants.end());
    Privileges out;
    for (Grant& grant : grants) {
        if (!out.empty() && out.back().grantee == grant.grantee && out.back().privilege == grant.privilege)
            out.back().grantable = out.back().grantable || grant.grantable;
        else
            out.push_back(std::move(grant));
    }
    return out;
}

Privileges revoked_privileges(const Privileges& from, const Privileges& to) {
    Privileges out;
    for (const Grant& grant : from) {
        const Grant* kept = find(to, grant);
        if (!kept || (grant.grantable && !kept->grantable)) out.push_back(grant);
    }
    return out;
}

Privileges given_again(const Privileges& kept, const Privileges& revoked) {
    Privileges out;
    std::copy_if(kept.begin(), kept.end(), std::back_inserter(out), [&](const Grant& grant) { return find(revoked, grant) != nullptr; });
    return out;
}

std::vector<std::string> privilege_statements(const Privileges& from, const Privileges& to, const std::string& target,
                                              const std::string& owner, const std::string& columns) {
    Groups revoked, options_revoked, granted;
    std::set<std::string> cascaded;
    for (const Grant& grant : revoked_privileges(from, to)) {
        (find(to, grant) ? options_revoked : revoked)[{grant.grantee, grant.grantable}].push_back(grant.privilege);
        if (grant.grantable) cascaded.insert(grant.privilege);
    }
    for (const Grant& grant : to) {
        const Grant* had = find(from, grant);
        const bool may_have_gone = had && cascaded.contains(grant.privilege) && grant.grantee != kOwner;
        const bool gone_itself = had && had->grantable && !grant.grantable;
        if (!had || (grant.grantable && !had->grantable) || (may_have_gone && !gone_itself))
            granted[{grant.grantee, grant.grantable}].push_back(grant.privilege);
    }
    const auto role = [&](const std::string& grantee) { return grantee == kOwner ? owner : grantee; };
    // What somebody handed on goes with his right to do so, and is given again where it stays.
    const auto cascade = [](const Group& group) { return group.second && group.first != kOwner ? " CASCADE" : ""; };
    std::vector<std::string> out;
    for (const auto& [group, privileges] : revoked)
        out.push_back("REVOKE " + privilege_list(privileges, columns) + " ON " + target + " FROM " + role(group.first) + cascade(group));
    for (const auto& [group, privileges] : options_revoked)
        out.push_back("REVOKE GRANT OPTION FOR " + privilege_list(privileges, columns) + " ON " + target + " FROM " +
                      role(group.first) + cascade(group));
    for (const auto& [group, privileges] : granted)
        out.push_back("GRANT " + privilege_list(privileges, columns) + " ON " + target + " TO " + role(group.first) +
                      (group.second ? " WITH GRANT OPTION" : ""));
    return out;
}

} // namespace flux
