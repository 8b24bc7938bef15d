// SQL from C++: rows come out as C++ strings at once, so that nothing palloc'd is held.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/rows.hpp"
#include "server/pg/param.hpp"

namespace flux::pg {

class Spi {
public:
    Spi();
    // Does nothing while an exception is in flight: the abort that must follow cleans up.
    ~Spi();
    Spi(const Spi&) = delete;
    Spi& operator=(const Spi&) = delete;

    // Each query sees what the ones before it did.
    Rows query(const std::string& sql, const std::vector<Param>& params = {});
    // Any statements but those that need a transaction of their own. Returns the rows that the last one touched.
    std::uint64_t execute(const std::string& sql, const std::vector<Param>& params = {});

private:
    int exceptions_;
};

} // namespace flux::pg
