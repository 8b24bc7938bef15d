// Foreign-data wrappers that no extension brings along.
#pragma once

#include "core/kinds/foreign_options.hpp"

namespace flux::kinds {

struct ForeignDataWrapper {
    std::optional<std::string> handler, validator;
    ForeignOptions options;

    static constexpr auto fields() {
        return std::tuple(field("handler", &ForeignDataWrapper::handler),
                          field("validator", &ForeignDataWrapper::validator),
                          field("options", &ForeignDataWrapper::options));
    }
};

extern const Ops foreign_data_wrapper;

} // namespace flux::kinds
