#include "catch.hpp"

#include "core/error.hpp"
#include "core/model/acl.hpp"

using flux::Grant;
using flux::parse_acl;

TEST_CASE("an access control list is read") {
    const auto acl = parse_acl("{owner=rU/owner,=r/owner}", "owner");
    REQUIRE(acl == flux::Privileges{{"OWNER", "SELECT", false}, {"OWNER", "USAGE", false}, {"PUBLIC", "SELECT", false}});
    CHECK(parse_acl("{}", "owner").empty());
}

TEST_CASE("roles are quoted where they need it") {
    const auto acl = parse_acl(R"({"\"a \"\"r=w\"=X*/owner",public=r/owner})", "owner");
    REQUIRE(acl.size() == 2);
    CHECK(acl[0] == Grant{R"("a ""r=w")", "EXECUTE", true});
    CHECK(acl[1] == Grant{"public", "SELECT", false});
}

TEST_CASE("who granted makes no difference, the strongest grant counts") {
    CHECK(parse_acl("{r1=r/a,r1=r*/b}", "owner") == flux::Privileges{{"r1", "SELECT", true}});
}

TEST_CASE("what is no access control list is refused") {
    CHECK_THROWS_AS(parse_acl("{nonsense}", "owner"), flux::Error);
    CHECK_THROWS_AS(parse_acl("{r1=?/a}", "owner"), flux::Error);
}
