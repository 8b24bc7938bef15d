#include "targets/html/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "targets/diagram.hpp"
#include "targets/html/layout.hpp"
#include "targets/html/markup.hpp"

namespace flux::gen::html {
namespace {

constexpr double kTitle = 30, kRow = 19, kPad = 10, kMargin = 30;
constexpr std::size_t kLongest = 34;

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string cut(const std::string& text) {
    if (characters(text) <= kLongest) return text;
    std::string out;
    std::size_t count = 0;
    for (const char c : text) {
        if ((c & 0xC0) != 0x80 && ++count == kLongest) break;
        out += c;
    }
    return out + "…";
}

// The page's fonts are near this wide; what is wider takes room that is free beside it.
double width_of(const std::string& text, double each) {
    return static_cast<double>(characters(text)) * each;
}

struct Row {
    const Column* column;
    std::string name, type;
};

struct Table {
    const Relation* relation;
    std::vector<Row> rows;
};

class Picture {
public:
    explicit Picture(const Job& job) : references_(references(job.schema)) {
        for (const Relation& relation : job.schema.relations) {
            place_of_[&relation] = tables_.size();
            Table& table = tables_.emplace_back(Table{&relation, {}});
            double width = width_of(cut(relation.name.name), 8) + 2 * kPad;
            for (const Column* column : shown_columns(relation, job.settings)) {
                const TypeRef& type = column->type;
                const std::string text =
                    (type.builtin() ? type_text(type) : type.name.name + (type.array ? "[]" : ""));
                table.rows.push_back({column, cut(column->name), cut(text)});
                width = std::max(width, width_of(cut(column->name), 7.2) + width_of(cut(text), 6.4) +
                                            2 * kPad + 40);
            }
            const double below = table.rows.empty() ? 0 : kPad / 2;
            boxes_.push_back({std::max(width, 110.0),
                              kTitle + kRow * static_cast<double>(table.rows.size()) + below});
        }
        std::vector<Link> links;
        for (const Reference& reference : references_)
            links.push_back({place_of_.at(reference.from), place_of_.at(reference.to)});
        size_ = arrange(boxes_, links);
    }

    std::string text() const {
        std::string edges, nodes;
        for (const Reference& reference : references_) edges += edge(reference);
        for (std::size_t i = 0; i < tables_.size(); ++i) nodes += node(tables_[i], boxes_[i]);
        return fmt::format("<svg id=\"picture\" role=\"img\" aria-label=\"entity diagram\" viewBox=\"{:.0f} {:.0f} "
                           "{:.0f} {:.0f}\">\n{}<g>\n{}</g>\n<g>\n{}</g>\n</svg>\n",
                           -kMargin, -kMargin, size_.width + 2 * kMargin, size_.height + 2 * kMargin, kMarkers,
                           edges, nodes);
    }

private:
    // How many rows of the table at an end of a line go with one at the other.
    static constexpr const char* kMarkers =
        "<defs><marker id=\"many\" viewBox=\"0 0 12 12\" refX=\"12\" refY=\"6\" markerWidth=\"12\" "
        "markerHeight=\"12\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"M0 6L12 "
        "0M0 6L12 6M0 6L12 12\"/></marker><marker id=\"one\" viewBox=\"0 0 12 12\" refX=\"12\" refY=\"6\" "
        "markerWidth=\"12\" markerHeight=\"12\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">"
        "<path d=\"M0 6L12 6M4 1L4 11M8 1L8 11\"/></marker><marker id=\"maybe\" viewBox=\"0 0 12 12\" refX=\"12\" "
        "refY=\"6\" markerWidth=\"12\" markerHeight=\"12\" markerUnits=\"userSpaceOnUse\" "
        "orient=\"auto-start-reverse\"><circle cx=\"3\" cy=\"6\" r=\"2.6\"/><path d=\"M6 6L12 6M9 1L9 11\"/>"
        "</marker></defs>\n";

    double row_y(std::size_t place, const std::vector<std::string>& columns) const {
        const Table& table = tables_[place];
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            if (!columns.empty() && table.rows[i].column->name == columns[0])
                return boxes_[place].y + kTitle + kRow * (static_cast<double>(i) + 0.5);
        return boxes_[place].y + kTitle / 2;
    }

    std::string edge(const Reference& reference) const {
        const std::size_t from = place_of_.at(reference.from), to = place_of_.at(reference.to);
        const Box &a = boxes_[from], &b = boxes_[to];
        const double y1 = row_y(from, reference.key->columns),
                     y2 = row_y(to, reference.key->referenced_columns);
        const bool leftwards = b.x + b.width < a.x, rightwards = a.x + a.width < b.x;
        const double side1 = leftwards ? -1 : 1, side2 = rightwards ? -1 : 1;
        const double x1 = leftwards ? a.x : a.x + a.width, x2 = rightwards ? b.x : b.x + b.width;
        const double reach =
            leftwards || rightwards ? std::max(30.0, std::abs(x1 - x2) / 2) : 30 + std::abs(y1 - y2) / 6;
        return fmt::format("<path class=\"edge\" data-from=\"{}\" data-to=\"{}\" d=\"M{:.0f} {:.0f}C{:.0f} {:.0f} "
                           "{:.0f} {:.0f} {:.0f} {:.0f}\" marker-start=\"url(#{})\" "
                           "marker-end=\"url(#{})\"><title>{}</title></path>\n",
                           from, to, x1, y1, x1 + side1 * reach, y1, x2 + side2 * reach, y2, x2, y2,
                           reference.key->unique ? "one" : "many", reference.optional ? "maybe" : "one",
                           escaped(reference.key->name + ": " + reference.key->definition));
    }

    std::string node(const Table& table, const Box& box) const {
        const Relation& relation = *table.relation;
        std::string out = fmt::format(
            "<g class=\"node{}\" data-node=\"{}\" data-anchor=\"{}\" transform=\"translate({:.0f} {:.0f})\">"
            "<rect class=\"box\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"6\"/><path class=\"head\" d=\"M0 {:.0f}V6Q0 0 6 "
            "0H{:.0f}Q{:.0f} 0 {:.0f} 6V{:.0f}Z\"/><rect class=\"rim\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"6\"/><a href=\"#{}\"><text class=\"title\" x=\"{:.0f}\" "
            "y=\"20\">{}</text><title>{}</title></a>\n",
            relation.is_view() ? " view" : "", place_of_.at(&relation), anchor(relation.name), box.x, box.y,
            box.width, box.height, kTitle - 3, box.width - 6, box.width, box.width, kTitle - 3, box.width, box.height,
            anchor(relation.name), kPad, escaped(cut(relation.name.name)), escaped(relation.name.dotted()));
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const Row& row = table.rows[i];
            const double y = kTitle + kRow * (static_cast<double>(i) + 0.5) + 4;
            const char* mark = in_key(relation, row.column->name)           ? "key"
                               : in_foreign_key(relation, row.column->name) ? "reference"
                                                                            : "plain";
            out += fmt::format("<text class=\"{}\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text><text class=\"type\" x=\"{:.0f}\" "
                               "y=\"{:.0f}\">{}{}</text>\n",
                               mark, kPad, y, escaped(row.name), box.width - kPad, y, escaped(row.type),
                               row.column->not_null ? "" : "?");
        }
        return out + "</g>\n";
    }

    std::vector<Reference> references_;
    std::map<const Relation*, std::size_t> place_of_; // looked up only, never walked
    std::vector<Table> tables_;
    std::vector<Box> boxes_;
    Size size_{};
};

} // namespace

std::string picture(const Job& job) {
    return job.schema.relations.empty() ? "" : Picture(job).text();
}

} // namespace flux::gen::html
