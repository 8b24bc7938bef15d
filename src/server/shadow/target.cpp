// The targets of statements, one case a node tag, and how each is named in its tree. Leaf functions all.
#include "server/shadow/target.hpp"

#include <cstring>

extern "C" {
#include "access/relation.h"
#include "catalog/namespace.h"
#include "catalog/objectaddress.h"
#include "nodes/makefuncs.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/varlena.h"
}

namespace flux::shadow {

namespace {

// Why this SQLSTATE: the object that is meant may be made by a statement further down.
void refuse(const char* schema, const char* object) {
    if (object == nullptr)
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
                        errmsg("schema \"%s\" is not one that this call manages", schema),
                        errhint("Name it among the schemas to manage.")));
    ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
                    errmsg("%s is in schema \"%s\", which this call does not manage", object, schema),
                    errhint("Name the schema among those to manage, or qualify the object that is meant.")));
}

bool is_managed(const char* name, const char* schemas) {
    List* managed = NIL;
    (void)SplitIdentifierString(pstrdup(schemas), ',', &managed);
    ListCell* cell;
    foreach (cell, managed)
        if (std::strcmp(static_cast<const char*>(lfirst(cell)), name) == 0) return true;
    return false;
}

// `object` is what lives in it; nullptr: the schema itself.
void require_schema(const char* name, const char* object, const char* schemas) {
    if (!is_managed(name, schemas)) refuse(name, object);
}

bool is_public(const Node* name) { return IsA(name, String) && std::strcmp(strVal(name), "public") == 0; }

bool is_about_public(Node* node) {
    switch (nodeTag(node)) {
    case T_GrantStmt: {
        const auto* const grant = reinterpret_cast<GrantStmt*>(node);
        return grant->targtype == ACL_TARGET_OBJECT && grant->objtype == OBJECT_SCHEMA &&
               list_length(grant->objects) == 1 && is_public(static_cast<Node*>(linitial(grant->objects)));
    }
    case T_CommentStmt: {
        const auto* const comment = reinterpret_cast<CommentStmt*>(node);
        return comment->objtype == OBJECT_SCHEMA && is_public(comment->object);
    }
    case T_AlterOwnerStmt: {
        const auto* const alter = reinterpret_cast<AlterOwnerStmt*>(node);
        return alter->objectType == OBJECT_SCHEMA && is_public(alter->object);
    }
    default: return false;
    }
}

void require_namespace(Oid schema, const char* object, const char* schemas) {
    const char* const name = OidIsValid(schema) ? get_namespace_name(schema) : nullptr;
    if (name != nullptr) require_schema(name, object, schemas);
}

void require_schema_itself(const char* name, const char* schemas) {
    require_schema(name, nullptr, schemas);
}

void require_relation(const RangeVar* name, const char* schemas) {
    const Oid relation = name == nullptr ? InvalidOid : RangeVarGetRelid(name, NoLock, true);
    if (OidIsValid(relation)) require_namespace(get_rel_namespace(relation), quote_identifier(name->relname), schemas);
}

// Types are named by a list in some statements and by a TypeName in others.
Node* as_named(ObjectType type, Node* object) {
    const bool is_type = type == OBJECT_TYPE || type == OBJECT_DOMAIN;
    return is_type && IsA(object, List) ? reinterpret_cast<Node*>(makeTypeNameFromNameList(castNode(List, object)))
                                        : object;
}

bool is_in_schema(ObjectType type) {
    switch (type) {
    case OBJECT_ACCESS_METHOD:
    case OBJECT_CAST:
    case OBJECT_DATABASE:
    case OBJECT_EVENT_TRIGGER:
    case OBJECT_EXTENSION:
    case OBJECT_FDW:
    case OBJECT_FOREIGN_SERVER:
    case OBJECT_LANGUAGE:
    case OBJECT_LARGEOBJECT:
    case OBJECT_PUBLICATION:
    case OBJECT_ROLE:
    case OBJECT_SUBSCRIPTION:
    case OBJECT_TABLESPACE:
    case OBJECT_TRANSFORM:
    case OBJECT_USER_MAPPING:
        return false;
    default:
        return true;
    }
}

// An object that is not there is for the statement itself to complain about.
void require_object(ObjectType type, Node* object, const char* schemas) {
    if (type == OBJECT_SCHEMA) return require_schema_itself(strVal(object), schemas);
    if (!is_in_schema(type)) return;
    Relation relation = nullptr;
    const ObjectAddress address = get_object_address(type, as_named(type, object), &relation, AccessShareLock, true);
    if (!OidIsValid(address.objectId)) return;
    const Oid schema = relation != nullptr ? RelationGetNamespace(relation) : get_object_namespace(&address);
    const char* const text = getObjectDescription(&address, true);
    if (relation != nullptr) relation_close(relation, AccessShareLock);
    require_namespace(schema, text == nullptr ? "the object" : text, schemas);
}

void require_grant(const GrantStmt* grant, const char* schemas) {
    ListCell* cell;
    foreach (cell, grant->objects) {
        Node* const object = static_cast<Node*>(lfirst(cell));
        if (grant->targtype == ACL_TARGET_ALL_IN_SCHEMA) require_schema_itself(strVal(object), schemas);
        else if (IsA(object, RangeVar)) require_relation(reinterpret_cast<RangeVar*>(object), schemas);
        else require_object(grant->objtype, object, schemas);
    }
}

void require_dropped(const DropStmt* drop, const char* schemas) {
    ListCell* cell;
    foreach (cell, drop->objects) require_object(drop->removeType, static_cast<Node*>(lfirst(cell)), schemas);
}

void require_renamed(const RenameStmt* rename, const char* schemas) {
    if (rename->relation != nullptr) return require_relation(rename->relation, schemas);
    // The constraint is named apart from its domain.
    const ObjectType type = rename->renameType == OBJECT_DOMCONSTRAINT ? OBJECT_DOMAIN : rename->renameType;
    if (rename->object != nullptr) require_object(type, rename->object, schemas);
}

void require_moved(const AlterObjectSchemaStmt* alter, const char* schemas) {
    if (alter->relation != nullptr) require_relation(alter->relation, schemas);
    else require_object(alter->objectType, alter->object, schemas);
    if (is_in_schema(alter->objectType)) require_schema_itself(alter->newschema, schemas);
}

} // namespace

bool leaves_alone(Node* node, const char* schemas) {
    if (!is_about_public(node) || is_managed("public", schemas)) return false;
    ereport(WARNING, (errmsg("what the source says of schema \"public\" is left out, because this call does not manage it")));
    return true;
}

void require_managed(Node* node, const char* schemas) {
    switch (nodeTag(node)) {
    case T_AlterTableStmt: return require_relation(reinterpret_cast<AlterTableStmt*>(node)->relation, schemas);
    case T_AlterSeqStmt: return require_relation(reinterpret_cast<AlterSeqStmt*>(node)->sequence, schemas);
    case T_IndexStmt: return require_relation(reinterpret_cast<IndexStmt*>(node)->relation, schemas);
    case T_CreateTrigStmt: return require_relation(reinterpret_cast<CreateTrigStmt*>(node)->relation, schemas);
    case T_RuleStmt: return require_relation(reinterpret_cast<RuleStmt*>(node)->relation, schemas);
    case T_CreatePolicyStmt: return require_relation(reinterpret_cast<CreatePolicyStmt*>(node)->table, schemas);
    case T_AlterPolicyStmt: return require_relation(reinterpret_cast<AlterPolicyStmt*>(node)->table, schemas);
    case T_AlterDomainStmt: {
        List* const name = reinterpret_cast<AlterDomainStmt*>(node)->typeName;
        return require_object(OBJECT_DOMAIN, reinterpret_cast<Node*>(name), schemas);
    }
    case T_AlterEnumStmt: {
        List* const name = reinterpret_cast<AlterEnumStmt*>(node)->typeName;
        return require_object(OBJECT_TYPE, reinterpret_cast<Node*>(name), schemas);
    }
    case T_AlterFunctionStmt: {
        auto* const alter = reinterpret_cast<AlterFunctionStmt*>(node);
        return require_object(alter->objtype, reinterpret_cast<Node*>(alter->func), schemas);
    }
    case T_AlterOwnerStmt: {
        auto* const alter = reinterpret_cast<AlterOwnerStmt*>(node);
        return require_object(alter->objectType, alter->object, schemas);
    }
    case T_CommentStmt: {
        auto* const comment = reinterpret_cast<CommentStmt*>(node);
        return require_object(comment->objtype, comment->object, schemas);
    }
    case T_AlterObjectSchemaStmt: return require_moved(reinterpret_cast<AlterObjectSchemaStmt*>(node), schemas);
    case T_RenameStmt: return require_renamed(reinterpret_cast<RenameStmt*>(node), schemas);
    case T_GrantStmt: return require_grant(reinterpret_cast<GrantStmt*>(node), schemas);
    case T_DropStmt: return require_dropped(reinterpret_cast<DropStmt*>(node), schemas);
    default: return;
    }
}

} // namespace flux::shadow
