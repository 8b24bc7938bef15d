// Procedures that commit: transactions one after another within one CALL.
#pragma once

struct FunctionCallInfoBaseData;

namespace flux::pg {

class Commits {
public:
    // Raises 25001 inside a transaction block, a function, or an atomic procedure; `name` is whose.
    Commits(FunctionCallInfoBaseData* call, const char* name);
    ~Commits();
    Commits(const Commits&) = delete;
    Commits& operator=(const Commits&) = delete;

    // Afterwards no snapshot is held until begin() or a use of SPI.
    void commit();
    // Makes a snapshot for what reads catalogs by itself.
    void begin();

private:
    int exceptions_;
};

// Without a snapshot. Ends early where there is something to do; raises what is pending.
void sleep_ms(long milliseconds);

} // namespace flux::pg
