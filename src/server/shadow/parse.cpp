// The server's own parser, and the guard against trees that are too deep. Separate, because splitting and building use it.
#include "server/shadow/parse.hpp"

extern "C" {
#include "nodes/nodes.h"
#include "parser/parser.h"
#include "utils/guc.h"
}

namespace flux::shadow {

List* parse(const char* sql) { return raw_parser(sql, RAW_PARSE_DEFAULT); }

RawStmt* parse_one(const char* sql) {
    List* const statements = parse(sql);
    if (list_length(statements) != 1) elog(ERROR, "expected one statement, found %d", list_length(statements));
    return linitial_node(RawStmt, statements);
}

// Why a lower limit: copyObject uses less stack a level than what others do with the tree.
void check_depth(List* statements) {
    const int level = NewGUCNestLevel();
    (void)set_config_option("max_stack_depth", "256kB", PGC_SUSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    (void)copyObjectImpl(statements);
    AtEOXact_GUC(true, level);
}

} // namespace flux::shadow
