// Sequences without files. CREATE SEQUENCE writes a first page, and nothing in the server lets it be; so what a serial or
// an identity column asks for, and any other sequence that counts upwards, gets its catalog rows here. Whatever is not
// plainly right is left to the server, with its own words about it.
#pragma once

#include "server/pg/compat_ddl.hpp"

namespace flux::shadow {

// leaf: makes the sequence; false where the server has to do it, or to refuse it.
bool make_sequence(const CreateSeqStmt* create);

// leaf: ALTER SEQUENCE … OWNED BY a column, and nothing else; false where the server has to do it.
bool own_sequence(const AlterSeqStmt* alter);

} // namespace flux::shadow
