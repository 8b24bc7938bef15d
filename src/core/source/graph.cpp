#include "core/source/graph.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

namespace flux::source {
namespace {

// Why a limit: freeing one node at a time asks for the components again each time, which is quadratic in a
// large cycle.
constexpr std::size_t kPatientSize = 500;
constexpr std::uint32_t kUnseen = 0;

} // namespace

std::size_t Graph::add_node(int rank) {
    ranks_.push_back(rank);
    in_.emplace_back();
    return ranks_.size() - 1;
}

void Graph::add_edge(std::size_t before, std::size_t after, Strength strength) {
    if (before != after) in_[after].push_back({static_cast<std::uint32_t>(before), strength});
}

// Tarjan's strongly connected components of the subgraph of `nodes`, without recursion; only those of two
// nodes or more.
std::vector<Graph::Component> Graph::cycles_among(const Component& nodes) {
    component_++;
    for (const std::uint32_t node : nodes) member_of_[node] = component_;

    struct Visit {
        std::uint32_t node;
        std::size_t next_edge;
    };
    for (const std::uint32_t node : nodes) index_[node] = kUnseen;
    std::vector<Component> cycles;
    std::vector<Visit> path;
    std::vector<std::uint32_t> stack;
    std::uint32_t counter = kUnseen;

    const auto enter = [&](std::uint32_t node) {
        index_[node] = low_[node] = ++counter;
        stack.push_back(node);
        on_stack_[node] = true;
        path.push_back({node, 0});
    };
    const auto leave = [&](std::uint32_t node) {
        path.pop_back();
        if (!path.empty()) low_[path.back().node] = std::min(low_[path.back().node], low_[node]);
        if (low_[node] != index_[node]) return;
        const auto first = std::find(stack.rbegin(), stack.rend(), node).base() - 1;
        for (auto member = first; member != stack.end(); ++member) on_stack_[*member] = false;
        if (stack.end() - first > 1) cycles.emplace_back(first, stack.end());
        stack.erase(first, stack.end());
    };

    for (const std::uint32_t root : nodes) {
        if (index_[root] != kUnseen) continue;
        enter(root);
        while (!path.empty()) {
            Visit& visit = path.back();
            if (visit.next_edge == in_[visit.node].size()) {
                leave(visit.node);
                continue;
            }
            const std::uint32_t other = in_[visit.node][visit.next_edge++].other;
            if (member_of_[other] != component_) continue;
            if (index_[other] == kUnseen)
                enter(other);
            else if (on_stack_[other])
                low_[visit.node] = std::min(low_[visit.node], index_[other]);
        }
    }
    return cycles;
}

void Graph::drop_weakest(const Component& component) {
    Strength weakest = Strength::hard;
    for (const std::uint32_t node : component)
        for (const Edge& edge : in_[node])
            if (member_of_[edge.other] == component_) weakest = std::min(weakest, edge.strength);
    for (const std::uint32_t node : component)
        std::erase_if(in_[node], [&](const Edge& edge) {
            return member_of_[edge.other] == component_ && edge.strength == weakest;
        });
}

// Lets go first the node that only weak edges hold back; among those, the first of the given order. As long
// as the stronger edges alone close no cycle, there is such a node.
void Graph::free_one(const Component& component) {
    std::tuple<Strength, int, std::uint32_t> best{Strength::hard, std::numeric_limits<int>::max(),
                                                  std::numeric_limits<std::uint32_t>::max()};
    for (const std::uint32_t node : component) {
        Strength strongest = Strength::body;
        for (const Edge& edge : in_[node])
            if (member_of_[edge.other] == component_) strongest = std::max(strongest, edge.strength);
        best = std::min(best, {strongest, std::abs(ranks_[node]), node});
    }
    std::erase_if(in_[std::get<2>(best)],
                  [&](const Edge& edge) { return member_of_[edge.other] == component_; });
}

void Graph::break_cycles(std::vector<Component> cycles) {
    while (!cycles.empty()) {
        const Component component = std::move(cycles.back());
        cycles.pop_back();
        component_++;
        for (const std::uint32_t node : component) member_of_[node] = component_;
        if (component.size() > kPatientSize)
            drop_weakest(component);
        else
            free_one(component);
        for (Component& cycle : cycles_among(component)) cycles.push_back(std::move(cycle));
    }
}

std::vector<std::size_t> Graph::kahn() const {
    std::vector<std::size_t> waiting(size());
    std::vector<std::vector<std::uint32_t>> after(size());
    for (std::size_t node = 0; node < size(); node++) {
        waiting[node] = in_[node].size();
        for (const Edge& edge : in_[node]) after[edge.other].push_back(static_cast<std::uint32_t>(node));
    }
    using Ready = std::pair<int, std::size_t>;
    std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
    for (std::size_t node = 0; node < size(); node++)
        if (waiting[node] == 0) ready.emplace(ranks_[node], node);
    std::vector<std::size_t> order;
    order.reserve(size());
    while (!ready.empty()) {
        const std::size_t node = ready.top().second;
        ready.pop();
        order.push_back(node);
        for (const std::uint32_t next : after[node])
            if (--waiting[next] == 0) ready.emplace(ranks_[next], next);
    }
    return order;
}

std::vector<std::size_t> Graph::sort() {
    member_of_.assign(size(), 0);
    index_.assign(size(), kUnseen);
    low_.assign(size(), 0);
    on_stack_.assign(size(), false);
    component_ = 0;
    Component all(size());
    std::iota(all.begin(), all.end(), 0U);
    break_cycles(cycles_among(all));
    return kahn();
}

} // namespace flux::source
