// The database as the place where models come from. The only part that knows libpq.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ir/ir.hpp"

namespace flux::gen {

// Whatever libpq takes: a connection string, a URI, or nothing, where the environment and the defaults say it
// all.
class Connection {
public:
    explicit Connection(const std::string& conninfo);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    std::string model();
    // The declarations as files, by kind.
    std::vector<SourceFile> source_files();

private:
    std::vector<std::vector<std::string>> rows(const char* query);
    void check_extension();

    struct Handle;
    std::unique_ptr<Handle> handle_;
};

} // namespace flux::gen
