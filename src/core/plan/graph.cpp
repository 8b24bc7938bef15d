#include "core/plan/graph.hpp"

#include <algorithm>
#include <limits>
#include <queue>

namespace flux {

void Graph::add(std::size_t first, std::size_t then) {
    if (first != then && after_[first].insert(then).second) ++before_count_[then];
}

void Graph::remove(std::size_t first, std::size_t then) {
    if (after_[first].erase(then) > 0) --before_count_[then];
}

std::vector<std::size_t> Graph::order(const std::function<bool(std::size_t, std::size_t)>& less) const {
    const auto later = [&](std::size_t a, std::size_t b) { return less(b, a); };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> ready(later);
    std::vector<std::size_t> waits = before_count_, out;
    for (std::size_t i = 0; i < size(); ++i)
        if (waits[i] == 0) ready.push(i);
    while (!ready.empty()) {
        const std::size_t node = ready.top();
        ready.pop();
        out.push_back(node);
        for (const std::size_t next : after_[node])
            if (--waits[next] == 0) ready.push(next);
    }
    return out;
}

// Tarjan's strongly connected components, with a stack of its own: the depth is the user's, the C stack is not.
std::vector<std::vector<std::size_t>> Graph::cycles() const {
    constexpr auto kUnseen = std::numeric_limits<std::size_t>::max();
    struct Visit {
        std::size_t node;
        std::set<std::size_t>::const_iterator next;
    };
    std::vector<std::size_t> number(size(), kUnseen), low(size()), open;
    std::vector<bool> is_open(size());
    std::vector<std::vector<std::size_t>> out;
    std::size_t counter = 0;
    for (std::size_t root = 0; root < size(); ++root) {
        if (number[root] != kUnseen) continue;
        std::vector<Visit> visits;
        const auto enter = [&](std::size_t node) {
            number[node] = low[node] = counter++;
            open.push_back(node);
            is_open[node] = true;
            visits.push_back({node, after_[node].begin()});
        };
        enter(root);
        while (!visits.empty()) {
            Visit& visit = visits.back();
            const std::size_t node = visit.node;
            if (visit.next != after_[node].end()) {
                const std::size_t next = *visit.next++;
                if (number[next] == kUnseen)
                    enter(next);
                else if (is_open[next])
                    low[node] = std::min(low[node], number[next]);
                continue;
            }
            visits.pop_back();
            if (!visits.empty()) low[visits.back().node] = std::min(low[visits.back().node], low[node]);
            if (low[node] != number[node]) continue;
            const auto first = std::find(open.rbegin(), open.rend(), node).base() - 1;
            std::vector<std::size_t> component(first, open.end());
            open.erase(first, open.end());
            for (const std::size_t member : component) is_open[member] = false;
            std::sort(component.begin(), component.end());
            if (component.size() > 1) out.push_back(std::move(component));
        }
    }
    return out;
}

} // namespace flux
