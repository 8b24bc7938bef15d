// The small interface through which the core sees query results: text cells under named columns, as libpq would give
// them. The server fills it from SPI, unit tests from recorded rows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace flux {

class Rows;

class Row {
public:
    Row(const Rows& rows, std::size_t index) : rows_(&rows), index_(index) {}
    // The cell under `column`, nullopt for NULL. A column that the query lacks is a fault of ours: ErrorCode::internal.
    const std::optional<std::string>& at(std::string_view column) const;
    bool has(std::string_view column) const;

private:
    const Rows* rows_;
    std::size_t index_;
};

class Rows {
public:
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> cells;

    std::size_t size() const { return cells.size(); }
    Row operator[](std::size_t index) const { return Row(*this, index); }
    // Why the search begins behind the last one found: who reads a row asks mostly in the query's own order.
    std::optional<std::size_t> column(std::string_view name) const {
        for (std::size_t tried = 0; tried < columns.size(); ++tried, ++next_) {
            if (next_ >= columns.size()) next_ = 0;
            if (columns[next_] == name) return next_++;
        }
        return std::nullopt;
    }

private:
    mutable std::size_t next_ = 0;
};

inline bool Row::has(std::string_view column) const { return rows_->column(column).has_value(); }

inline const std::optional<std::string>& Row::at(std::string_view column) const {
    const auto index = rows_->column(column);
    if (!index) throw Error(ErrorCode::internal, "a catalog query lacks column \"" + std::string(column) + "\"");
    return rows_->cells[index_][*index];
}

} // namespace flux
