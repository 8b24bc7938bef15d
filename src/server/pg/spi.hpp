// SQL from C++: rows come out as C++ strings at once, so that nothing palloc'd is held.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/rows.hpp"

namespace flux::pg {

// A value for $1, $2, …: a type and the value as that type's input function reads it.
class Param {
public:
    Param(std::string_view value);
    Param(const std::string& value) : Param(std::string_view(value)) {}
    Param(const char* value) : Param(std::string_view(value)) {}
    Param(bool value);
    Param(std::int64_t value);
    // text[]
    Param(const std::vector<std::string>& texts);
    // oid[]
    Param(const std::vector<unsigned int>& oids);

    // bigint[]
    Param(const std::vector<std::int64_t>& numbers);

    static Param jsonb(std::string_view json);
    static Param oid(unsigned int oid);
    static Param names(const std::vector<std::string>& names);
    // NULL of type text.
    static Param null();
    static Param optional_text(const std::optional<std::string>& value);

    unsigned int type() const { return type_; }
    const std::optional<std::string>& value() const { return value_; }

private:
    Param(unsigned int type, std::optional<std::string> value) : type_(type), value_(std::move(value)) {}

    unsigned int type_;
    std::optional<std::string> value_;
};

class Spi {
public:
    enum class Snapshot {
        // Each query sees what the ones before it did.
        fresh,
        // All queries see the database as it is when the Spi is made, own changes until then included; reads only.
        one,
    };
    explicit Spi(Snapshot snapshot = Snapshot::fresh);
    // Does nothing while an exception is in flight: the abort that must follow cleans up.
    ~Spi();
    Spi(const Spi&) = delete;
    Spi& operator=(const Spi&) = delete;

    // Works in a read-only transaction and on a standby as long as `sql` itself does.
    Rows query(const std::string& sql, const std::vector<Param>& params = {});
    // Any statements but those that need a transaction of their own. Returns the rows that the last one touched.
    std::uint64_t execute(const std::string& sql, const std::vector<Param>& params = {});

private:
    Snapshot snapshot_;
    int exceptions_;
};

} // namespace flux::pg
