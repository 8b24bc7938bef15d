// The rights of the extension's owner, for the rows that nobody else may write or read as a whole. Only for statements of
// our own with parameters: never for a text, a name or an expression of a user's.
#pragma once

#include "server/pg/guc.hpp"
#include "server/pg/spi.hpp"
#include "server/pg/user.hpp"

namespace flux::run {

class AsOwner {
public:
    AsOwner();

    pg::Spi& spi() { return spi_; }

private:
    pg::GucScope settings_;
    pg::AsUser user_;
    pg::Spi spi_;
};

} // namespace flux::run
