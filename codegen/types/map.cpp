#include "types/map.hpp"

#include <algorithm>
#include <stdexcept>

namespace flux::gen {
namespace {

std::vector<std::string> cells(std::string_view line) {
    std::vector<std::string> out;
    while (!line.empty()) {
        const auto gap = line.find("  ");
        std::string cell(line.substr(0, gap));
        out.push_back(cell == "-" ? "" : cell);
        if (gap == std::string_view::npos) break;
        const auto next = line.find_first_not_of(' ', gap);
        line = next == std::string_view::npos ? std::string_view() : line.substr(next);
    }
    return out;
}

} // namespace

TypeMap::TypeMap(std::string_view table) {
    while (!table.empty()) {
        const auto end = table.find('\n');
        const std::string_view line = table.substr(0, end);
        table = end == std::string_view::npos ? std::string_view() : table.substr(end + 1);
        if (line.empty() || line[0] == '#') continue;
        auto row = cells(line);
        if (columns_.empty()) {
            columns_ = std::move(row);
            continue;
        }
        row.resize(columns_.size());
        order_.push_back(row[0]);
        rows_[row[0]] = std::move(row);
    }
}

const std::string& TypeMap::cell(const std::string& type, const std::string& column) const {
    const auto at = std::find(columns_.begin(), columns_.end(), column);
    if (at == columns_.end()) throw std::logic_error("a type map has no column " + column);
    return rows_.at(type).at(static_cast<std::size_t>(at - columns_.begin()));
}

std::vector<std::string> TypeMap::types() const {
    return order_;
}

} // namespace flux::gen
