#include <random>

#include "catch.hpp"
#include "core/plan/graph.hpp"

namespace {

bool by_number(std::size_t a, std::size_t b) { return a < b; }

} // namespace

TEST_CASE("without edges the order is that of the comparison", "[graph]") {
    const flux::Graph graph(4);
    CHECK(graph.order([](std::size_t a, std::size_t b) { return a > b; }) == std::vector<std::size_t>{3, 2, 1, 0});
}

TEST_CASE("an edge is kept and disturbs the rest as little as it can", "[graph]") {
    flux::Graph graph(4);
    graph.add(3, 0);
    graph.add(3, 0);
    graph.add(2, 2);
    CHECK(graph.order(by_number) == std::vector<std::size_t>{1, 2, 3, 0});
}

TEST_CASE("nodes on a cycle and behind it are left out, and the cycle is named", "[graph]") {
    flux::Graph graph(6);
    graph.add(0, 1);
    graph.add(1, 2);
    graph.add(2, 1);
    graph.add(2, 3);
    graph.add(4, 5);
    CHECK(graph.order(by_number) == std::vector<std::size_t>{0, 4, 5});
    CHECK(graph.cycles() == std::vector<std::vector<std::size_t>>{{1, 2}});
    graph.remove(2, 1);
    CHECK(graph.cycles().empty());
    CHECK(graph.order(by_number).size() == 6);
}

TEST_CASE("any acyclic graph is ordered whole, and every edge holds", "[graph]") {
    std::mt19937 random(20);
    for (int round = 0; round < 200; ++round) {
        const std::size_t n = 1 + random() % 60;
        flux::Graph graph(n);
        std::vector<std::pair<std::size_t, std::size_t>> edges;
        for (std::size_t i = 0; i < n * 2; ++i) {
            const std::size_t a = random() % n, b = random() % n;
            if (a == b) continue;
            edges.emplace_back(std::max(a, b), std::min(a, b));
            graph.add(edges.back().first, edges.back().second);
        }
        const auto order = graph.order(by_number);
        REQUIRE(order.size() == n);
        REQUIRE(graph.cycles().empty());
        std::vector<std::size_t> at(n);
        for (std::size_t i = 0; i < n; ++i) at[order[i]] = i;
        for (const auto& [first, then] : edges) REQUIRE(at[first] < at[then]);
    }
}

TEST_CASE("a cycle of a hundred thousand nodes does not use up the stack", "[graph]") {
    constexpr std::size_t n = 100000;
    flux::Graph graph(n);
    for (std::size_t i = 0; i < n; ++i) graph.add(i, (i + 1) % n);
    REQUIRE(graph.cycles().size() == 1);
    CHECK(graph.cycles().front().size() == n);
}
