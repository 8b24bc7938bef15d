// A server ERROR as a C++ value. It owns a copy of the whole ErrorData in a memory context of its own, so that it
// outlives every scope that unwinding closes, and can be raised again without losing a field.
#pragma once

#include <exception>
#include <string>

struct ErrorData;
struct MemoryContextData;

namespace flux::pg {

class ServerError : public std::exception {
public:
    // Takes the error that is on top of the server's error stack. Only pg::call makes one.
    ServerError(ErrorData* data, MemoryContextData* context) noexcept : data_(data), context_(context) {}
    ServerError(ServerError&& other) noexcept : data_(other.data_), context_(other.context_) {
        other.data_ = nullptr;
        other.context_ = nullptr;
    }
    ServerError(const ServerError&) = delete;
    ServerError& operator=(const ServerError&) = delete;
    ServerError& operator=(ServerError&&) = delete;
    ~ServerError() override;

    const char* what() const noexcept override;
    // Five characters, as users see it.
    std::string sqlstate() const;
    std::string detail() const;
    std::string hint() const;
    std::string context() const;
    // Character position in the statement that was run, from 1; 0 when unknown.
    int position() const noexcept;
    // A cancel, a timeout or a shutdown: nobody may swallow it.
    bool is_interrupt() const noexcept;

    // Hands the ErrorData over; it now lives as long as the memory context `parent`.
    ErrorData* release(MemoryContextData* parent) noexcept;

private:
    ErrorData* data_;
    MemoryContextData* context_;
};

} // namespace flux::pg
