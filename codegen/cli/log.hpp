// What the program says while it works: on standard error, for people or for machines.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace flux::gen {

struct Failure;

class Log {
public:
    Log(bool json, bool quiet) : json_(json), quiet_(quiet) {}
    using Fields = std::vector<std::pair<std::string, std::string>>;

    void info(const std::string& message, const Fields& fields = {}) const;
    void warning(const std::string& message) const;
    void error(const Failure& failure) const;

private:
    void say(const char* level, const std::string& message, const Fields& fields) const;
    bool json_, quiet_;
};

} // namespace flux::gen
