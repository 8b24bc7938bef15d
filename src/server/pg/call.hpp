// The only way C++ calls the server: an ERROR raised inside comes out as pg::ServerError, so that destructors run.
// It takes function pointers and trivial values only. Why: a siglongjmp skips the destructor of every object between
// the raise and this frame, so that nothing there may have one.
#pragma once

#include <type_traits>

#include "server/pg/error.hpp"

#include "server/pg/compat.hpp"

namespace flux::pg {

namespace detail {

struct Stacks {
    sigjmp_buf* exceptions;
    ErrorContextCallback* contexts;
    MemoryContext memory;
};

Stacks save_stacks() noexcept;
void restore_stacks(const Stacks& saved) noexcept;
[[noreturn]] void throw_server_error(const Stacks& saved);

} // namespace detail

template <typename Result, typename... Params, typename... Args>
Result call(Result (*function)(Params...), Args... args) {
    static_assert((std::is_trivially_destructible_v<Params> && ...), "a jump would skip a destructor");
    static_assert((std::is_trivially_destructible_v<Args> && ...), "a jump would skip a destructor");
    static_assert(std::is_void_v<Result> || std::is_trivially_destructible_v<Result>);
    const detail::Stacks saved = detail::save_stacks();
    sigjmp_buf local;
    if (sigsetjmp(local, 0) == 0) {
        PG_exception_stack = &local;
        if constexpr (std::is_void_v<Result>) {
            function(args...);
            PG_exception_stack = saved.exceptions;
            return;
        } else {
            const Result result = function(args...);
            PG_exception_stack = saved.exceptions;
            return result;
        }
    }
    detail::throw_server_error(saved);
}

} // namespace flux::pg
