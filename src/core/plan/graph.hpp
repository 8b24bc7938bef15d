// A graph of things to do, by number, and an order for it that is the same on every run.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <utility>
#include <vector>

namespace flux {

class Graph {
public:
    explicit Graph(std::size_t nodes) : after_(nodes), before_count_(nodes) {}
    std::size_t size() const { return after_.size(); }
    // `first` runs before `then`. Repeating an edge, or naming a node twice, changes nothing.
    void add(std::size_t first, std::size_t then);
    void remove(std::size_t first, std::size_t then);
    bool has(std::size_t first, std::size_t then) const { return after_[first].contains(then); }

    // Where edges leave a choice, the node that `less` puts first runs first. Nodes on a cycle, and those behind one, are
    // left out: the answer is shorter than size().
    std::vector<std::size_t> order(const std::function<bool(std::size_t, std::size_t)>& less) const;
    // The sets of nodes that lie on cycles together, each sorted; empty where there is no cycle.
    std::vector<std::vector<std::size_t>> cycles() const;

private:
    std::vector<std::set<std::size_t>> after_;
    std::vector<std::size_t> before_count_;
};

} // namespace flux
