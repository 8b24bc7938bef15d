// What a statement does to the relations of some schemas: locks that it takes, files it makes anew, tables it reads, what is
// gone after it. Facts of this very server, read before and after.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/plan/step.hpp"

namespace flux::rehearsal {

class Measure {
public:
    // Looks at what is there now.
    explicit Measure(const std::vector<std::string>& schemas);
    // What has happened to it since. Call it while the locks are still held.
    Measured taken() const;

private:
    struct Relation {
        std::string name;
        char kind = 0;
        std::uint32_t file = 0;
        std::int64_t scans = 0;
        std::map<int, std::string> columns; // by number
    };
    using Relations = std::map<std::uint32_t, Relation>;
    using Masks = std::map<std::uint32_t, int>; // of lock modes, by relation

    static Relations relations(const std::vector<std::string>& schemas);
    static Masks locks();

    std::vector<std::string> schemas_;
    Relations before_;
    Masks held_;
};

// Puts it in the place of what the rules say of lock, rewrite and scan.
void give(Step& step, Measured measured);

} // namespace flux::rehearsal
