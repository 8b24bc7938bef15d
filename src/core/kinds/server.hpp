// Foreign servers. A new one connects to nothing.
#pragma once

#include "core/kinds/foreign_options.hpp"

namespace flux::kinds {

struct Server {
    std::string wrapper;
    std::optional<std::string> type, version;
    ForeignOptions options;

    static constexpr auto fields() {
        return std::tuple(field("wrapper", &Server::wrapper), field("type", &Server::type),
                          field("version", &Server::version), field("options", &Server::options));
    }
};

extern const Ops server;

} // namespace flux::kinds
