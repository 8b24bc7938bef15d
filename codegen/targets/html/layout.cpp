#include "targets/html/layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace flux::gen::html {
namespace {

constexpr double kAcross = 90, kDown = 22, kApart = 60;
constexpr int kSweeps = 10;

using Indexes = std::vector<std::size_t>;

// One connected part, its boxes numbered from 0.
class Part {
public:
    Part(std::vector<Box*> boxes, const std::vector<Link>& links)
        : boxes_(std::move(boxes)), near_(boxes_.size()), left_(boxes_.size()), layer_(boxes_.size(), 0) {
        for (const Link& link : links) {
            near_[link.from].push_back(link.to);
            near_[link.to].push_back(link.from);
        }
        break_cycles(links);
    }

    Size place() {
        assign_layers();
        fill_columns();
        for (int sweep = 0; sweep < kSweeps; ++sweep) order_columns(sweep % 2 == 0);
        split_columns();
        for (Indexes& column : columns_) stack(column);
        for (int sweep = 0; sweep < kSweeps; ++sweep)
            for (Indexes& column : columns_) pull(column);
        return bounds();
    }

private:
    // What a link that would close a circle says is not used for layers. An explicit stack: schemas can be deep.
    void break_cycles(const std::vector<Link>& links) {
        std::vector<Indexes> to(boxes_.size());
        for (const Link& link : links)
            if (link.from != link.to) to[link.from].push_back(link.to);
        enum class State { fresh, open, done };
        std::vector<State> state(boxes_.size(), State::fresh);
        for (std::size_t root = 0; root < boxes_.size(); ++root) {
            if (state[root] != State::fresh) continue;
            std::vector<std::pair<std::size_t, std::size_t>> path = {{root, 0}};
            state[root] = State::open;
            while (!path.empty()) {
                const std::size_t at = path.back().first;
                if (path.back().second == to[at].size()) {
                    state[at] = State::done;
                    finished_.push_back(at);
                    path.pop_back();
                    continue;
                }
                const std::size_t next = to[at][path.back().second++];
                if (state[next] == State::open) continue;
                left_[at].push_back(next);
                if (state[next] == State::done) continue;
                state[next] = State::open;
                path.emplace_back(next, 0);
            }
        }
    }

    // As far left as what it refers to allows; then what refers to nothing as near as it can be to what refers to it.
    void assign_layers() {
        for (const std::size_t at : finished_)
            for (const std::size_t before : left_[at]) layer_[at] = std::max(layer_[at], layer_[before] + 1);
        std::vector<std::size_t> nearest(boxes_.size(), boxes_.size());
        for (std::size_t at = 0; at < boxes_.size(); ++at)
            for (const std::size_t before : left_[at]) nearest[before] = std::min(nearest[before], layer_[at]);
        for (std::size_t at = 0; at < boxes_.size(); ++at)
            if (left_[at].empty() && nearest[at] < boxes_.size()) layer_[at] = nearest[at] - 1;
    }

    void fill_columns() {
        columns_.resize(*std::max_element(layer_.begin(), layer_.end()) + 1);
        for (std::size_t at = 0; at < boxes_.size(); ++at) columns_[layer_[at]].push_back(at);
    }

    // Each by the mean place of what it is linked to, forth and back, which uncrosses most links.
    void order_columns(bool forth) {
        std::vector<double> place(boxes_.size());
        const auto note = [&](const Indexes& column) {
            for (std::size_t i = 0; i < column.size(); ++i)
                place[column[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(column.size());
        };
        for (const Indexes& column : columns_) note(column);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            Indexes& column = columns_[forth ? i : columns_.size() - 1 - i];
            std::vector<double> wish = place;
            for (const std::size_t at : column) {
                double sum = 0, count = 0;
                for (const std::size_t other : near_[at])
                    if (layer_[other] != layer_[at]) sum += place[other], count += 1;
                if (count > 0) wish[at] = sum / count;
            }
            std::stable_sort(column.begin(), column.end(),
                             [&](std::size_t a, std::size_t b) { return wish[a] < wish[b]; });
            note(column);
        }
    }

    double height(const Indexes& column) const {
        double out = -kDown;
        for (const std::size_t at : column) out += boxes_[at]->height + kDown;
        return out;
    }

    // A column that is far taller than the whole is wide becomes several.
    void split_columns() {
        double area = 0;
        for (const Box* box : boxes_) area += (box->width + kAcross) * (box->height + kDown);
        const double most = std::max(900.0, std::sqrt(area / 1.6));
        std::vector<Indexes> out;
        for (const Indexes& column : columns_) {
            const double parts = std::ceil(height(column) / most);
            const double each = height(column) / parts;
            double filled = each;
            for (const std::size_t at : column) {
                if (filled >= each) {
                    out.emplace_back();
                    filled = 0;
                }
                out.back().push_back(at);
                filled += boxes_[at]->height + kDown;
            }
        }
        columns_ = std::move(out);
        for (const Indexes& column : columns_) tallest_ = std::max(tallest_, height(column) * 1.15);
    }

    void stack(const Indexes& column) {
        double y = -height(column) / 2;
        for (const std::size_t at : column) {
            boxes_[at]->y = y;
            y += boxes_[at]->height + kDown;
        }
    }

    // Each beside what it is linked to, as far as its neighbours above and below let it.
    void pull(const Indexes& column) {
        std::vector<double> wish;
        for (const std::size_t at : column) {
            double sum = 0, count = 0;
            for (const std::size_t other : near_[at])
                if (other != at) sum += boxes_[other]->y + boxes_[other]->height / 2, count += 1;
            wish.push_back(count > 0 ? sum / count - boxes_[at]->height / 2 : boxes_[at]->y);
        }
        double floor = -1e18;
        for (std::size_t i = 0; i < column.size(); ++i) {
            boxes_[column[i]]->y = std::max(wish[i], floor);
            floor = boxes_[column[i]]->y + boxes_[column[i]]->height + kDown;
        }
        close_gaps(column);
        double off = 0;
        for (std::size_t i = 0; i < column.size(); ++i) off += boxes_[column[i]]->y - wish[i];
        for (const std::size_t at : column) boxes_[at]->y -= off / static_cast<double>(column.size());
    }

    // No column grows taller than the tallest one must be.
    void close_gaps(const Indexes& column) {
        const double packed = height(column), first = boxes_[column.front()]->y,
                     taken = boxes_[column.back()]->y + boxes_[column.back()]->height - first;
        if (taken <= tallest_) return;
        const double keep = (tallest_ - packed) / (taken - packed);
        double low = first; // where the box would stand without gaps
        for (const std::size_t at : column) {
            const double gap = boxes_[at]->y - low;
            boxes_[at]->y = low + gap * keep;
            low += boxes_[at]->height + kDown;
        }
    }

    Size bounds() {
        double x = 0, top = 1e18, bottom = -1e18;
        for (const Indexes& column : columns_) {
            double width = 0;
            for (const std::size_t at : column) width = std::max(width, boxes_[at]->width);
            for (const std::size_t at : column) boxes_[at]->x = x + (width - boxes_[at]->width) / 2;
            x += width + kAcross;
        }
        for (const Box* box : boxes_) {
            top = std::min(top, box->y);
            bottom = std::max(bottom, box->y + box->height);
        }
        for (Box* box : boxes_) box->y -= top;
        return {x - kAcross, bottom - top};
    }

    std::vector<Box*> boxes_;
    std::vector<Indexes> near_, left_;
    std::vector<std::size_t> layer_;
    Indexes finished_; // what is referred to before what refers to it
    std::vector<Indexes> columns_;
    double tallest_ = 0;
};

// Numbers the parts by their first box.
Indexes parts_of(std::size_t boxes, const std::vector<Link>& links) {
    Indexes part(boxes);
    std::iota(part.begin(), part.end(), std::size_t{0});
    const auto root = [&](std::size_t at) {
        while (part[at] != at) at = part[at] = part[part[at]];
        return at;
    };
    for (const Link& link : links) {
        const std::size_t a = root(link.from), b = root(link.to);
        part[std::max(a, b)] = std::min(a, b);
    }
    for (std::size_t at = 0; at < boxes; ++at) part[at] = root(at);
    return part;
}

struct Block {
    std::vector<Box*> boxes;
    Size size;
};

// Rows of blocks, the tallest first.
Size pack(std::vector<Block>& blocks) {
    std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) {
        return std::pair(a.boxes.size() > 1, a.size.height) > std::pair(b.boxes.size() > 1, b.size.height);
    });
    double area = 0, widest = 0;
    for (const Block& block : blocks) {
        area += (block.size.width + kApart) * (block.size.height + kApart);
        widest = std::max(widest, block.size.width);
    }
    const double most = std::max(widest, std::sqrt(area * 1.8));
    double x = 0, y = 0, row = 0, width = 0;
    bool among_linked = false;
    for (const Block& block : blocks) {
        // What is linked to nothing has rows of its own.
        const bool alone = block.boxes.size() == 1 && among_linked;
        among_linked = block.boxes.size() > 1;
        if (x > 0 && (alone || x + block.size.width > most)) {
            x = 0;
            y += row + kApart;
            row = 0;
        }
        for (Box* box : block.boxes) box->x += x, box->y += y;
        width = std::max(width, x + block.size.width);
        row = std::max(row, block.size.height);
        x += block.size.width + kApart;
    }
    return {width, y + row};
}

} // namespace

Size arrange(std::vector<Box>& boxes, const std::vector<Link>& links) {
    const Indexes part = parts_of(boxes.size(), links);
    std::vector<Block> blocks;
    for (std::size_t first = 0; first < boxes.size(); ++first) {
        if (part[first] != first) continue;
        Block& block = blocks.emplace_back();
        Indexes number(boxes.size());
        for (std::size_t at = first; at < boxes.size(); ++at)
            if (part[at] == first) {
                number[at] = block.boxes.size();
                block.boxes.push_back(&boxes[at]);
            }
        std::vector<Link> own;
        for (const Link& link : links)
            if (part[link.from] == first) own.push_back({number[link.from], number[link.to]});
        block.size = Part(block.boxes, own).place();
    }
    return pack(blocks);
}

} // namespace flux::gen::html
