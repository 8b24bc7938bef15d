// ServerError's life, and the capture of an ERROR for pg::call. Separate from call.hpp, so that the template that is
// instantiated everywhere stays small.
#include "server/pg/error.hpp"

#include <new>
#include <string>

#include "server/pg/call.hpp"

namespace flux::pg {

namespace {

std::string text_or_empty(const char* value) { return value == nullptr ? std::string() : std::string(value); }

// leaf: moves the error on top of the server's stack into a context of its own.
ErrorData* copy_error(MemoryContext* context) {
    *context = AllocSetContextCreate(TopMemoryContext, "pg_flux error", ALLOCSET_SMALL_SIZES);
    const MemoryContext outer = MemoryContextSwitchTo(*context);
    ErrorData* data = CopyErrorData();
    MemoryContextSwitchTo(outer);
    return data;
}

} // namespace

namespace detail {

Stacks save_stacks() noexcept { return {PG_exception_stack, error_context_stack, CurrentMemoryContext}; }

void restore_stacks(const Stacks& saved) noexcept {
    PG_exception_stack = saved.exceptions;
    error_context_stack = saved.contexts;
    MemoryContextSwitchTo(saved.memory);
}

// Why: the copy itself can run out of memory, and an ERROR here would jump over C++ frames.
ErrorData* take_error(const Stacks& saved, MemoryContext* context) noexcept {
    sigjmp_buf local;
    if (sigsetjmp(local, 0) == 0) {
        PG_exception_stack = &local;
        error_context_stack = nullptr;
        ErrorData* data = copy_error(context);
        restore_stacks(saved);
        FlushErrorState();
        return data;
    }
    restore_stacks(saved);
    FlushErrorState();
    if (*context != nullptr) MemoryContextDelete(*context);
    return nullptr;
}

void throw_server_error(const Stacks& saved) {
    restore_stacks(saved);
    MemoryContext context = nullptr;
    // Why: CopyErrorData refuses to run in ErrorContext, where errfinish has left us.
    ErrorData* data = take_error(saved, &context);
    if (data == nullptr) throw std::bad_alloc();
    throw ServerError(data, context);
}

} // namespace detail

ServerError::~ServerError() {
    if (context_ != nullptr) MemoryContextDelete(context_);
}

const char* ServerError::what() const noexcept {
    return data_ == nullptr || data_->message == nullptr ? "unknown server error" : data_->message;
}

std::string ServerError::sqlstate() const {
    std::string state;
    for (int code = data_->sqlerrcode, i = 0; i < 5; ++i, code >>= 6) state.push_back(PGUNSIXBIT(code));
    return state;
}

std::string ServerError::detail() const { return text_or_empty(data_->detail); }
std::string ServerError::hint() const { return text_or_empty(data_->hint); }
std::string ServerError::context() const { return text_or_empty(data_->context); }
int ServerError::position() const noexcept { return data_->cursorpos; }

bool ServerError::is_interrupt() const noexcept {
    return data_->sqlerrcode == ERRCODE_QUERY_CANCELED || ERRCODE_TO_CATEGORY(data_->sqlerrcode) ==
           ERRCODE_OPERATOR_INTERVENTION;
}

ErrorData* ServerError::release(MemoryContextData* parent) noexcept {
    ErrorData* data = data_;
    MemoryContextSetParent(context_, parent);
    data_ = nullptr;
    context_ = nullptr;
    return data;
}

} // namespace flux::pg
