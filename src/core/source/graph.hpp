// A topological sort that disturbs a given order as little as it must, and breaks cycles at their weakest
// edges. It knows nothing of SQL. Linear but for the heap; cycles cost more, within a budget.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace flux::source {

// How much it matters that one comes before the other; a cycle gives way at the weakest.
enum class Strength : std::uint8_t { body = 1, content = 2, sequence = 3, hard = 4 };

class Graph {
public:
    // Ready nodes come out by rank, then by the order in which they were added.
    std::size_t add_node(int rank);
    void add_edge(std::size_t before, std::size_t after, Strength strength);
    std::size_t size() const { return ranks_.size(); }

    // Every node once. Leaves the graph without the edges that closed a cycle.
    std::vector<std::size_t> sort();

private:
    struct Edge {
        std::uint32_t other;
        Strength strength;
    };
    using Component = std::vector<std::uint32_t>;

    std::vector<Component> cycles_among(const Component& nodes);
    void break_cycles(std::vector<Component> cycles);
    void drop_weakest(const Component& component);
    void free_one(const Component& component);
    std::vector<std::size_t> kahn() const;

    std::vector<int> ranks_;
    std::vector<std::vector<Edge>> in_;
    std::vector<std::uint32_t> member_of_; // 0: of no component under work
    std::uint32_t component_ = 0;
    std::vector<std::uint32_t> index_, low_; // of the search for components
    std::vector<bool> on_stack_;
};

} // namespace flux::source
