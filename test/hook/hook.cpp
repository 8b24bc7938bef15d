// A library that hooks into utility commands as others do: in front of whoever is there, and for good. For tests only.
extern "C" {
#include "postgres.h"

#include "fmgr.h"
#include "tcop/utility.h"

PG_MODULE_MAGIC;
PGDLLEXPORT void _PG_init(void);
}

namespace {

ProcessUtility_hook_type others = nullptr;

void process(PlannedStmt* statement, const char* text, bool read_only, ProcessUtilityContext context, ParamListInfo parameters,
             QueryEnvironment* environment, DestReceiver* receiver, QueryCompletion* completion) {
    (others != nullptr ? others : standard_ProcessUtility)(statement, text, read_only, context, parameters, environment, receiver,
                                                          completion);
}

} // namespace

void _PG_init(void) {
    others = ProcessUtility_hook;
    ProcessUtility_hook = process;
}
