// Statements whose effect is there already when the shadow begins: schemas that were set aside have a namesake, and
// extensions belong to the database.
#pragma once

#include "server/pg/compat_ddl.hpp"

namespace flux::shadow {

// leaf: also gives the schema the owner that AUTHORIZATION asks for.
bool schema_is_there(const char* name, RoleSpec* owner);
// leaf: also writes the version and schema that the statement asks for into the (rolled back) catalogs, members included,
// so that the model shows them as declared and names find them there.
bool extension_is_there(CreateExtensionStmt* create);
// leaf: nullptr where there is no such extension.
const char* schema_of_extension(const char* extension);
// leaf: with its members, in the catalogs only.
void move_extension(const char* extension, const char* schema);
// leaf: ALTER EXTENSION … SET SCHEMA does the same.
bool extension_is_moved(const AlterObjectSchemaStmt* alter);
// leaf: COMMENT ON EXTENSION with the comment that it has. pg_dump writes it, and only the extension's owner may run it.
bool comment_is_there(const CommentStmt* comment);

} // namespace flux::shadow
