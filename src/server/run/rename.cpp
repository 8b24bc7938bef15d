#include "server/run/rename.hpp"

#include <charconv>

#include "core/kinds/kind_ops.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/spi.hpp"
#include "server/run/rename_rows.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_conversion.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_event_trigger.h"
#include "catalog/pg_foreign_data_wrapper.h"
#include "catalog/pg_foreign_server.h"
#include "catalog/pg_language.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_opclass.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_policy.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_publication.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_statistic_ext.h"
#include "catalog/pg_subscription.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_ts_config.h"
#include "catalog/pg_ts_dict.h"
#include "catalog/pg_ts_parser.h"
#include "catalog/pg_ts_template.h"
#include "catalog/pg_type.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
}

namespace flux::run {
namespace {

// Where the rows of a catalog are found by OID, and where they keep the name.
struct NameSlot {
    Oid catalog, index;
    AttrNumber key, sub_key, name;
};

const NameSlot kSlots[] = {
    {NamespaceRelationId, NamespaceOidIndexId, Anum_pg_namespace_oid, 0, Anum_pg_namespace_nspname},
    {RelationRelationId, ClassOidIndexId, Anum_pg_class_oid, 0, Anum_pg_class_relname},
    {AttributeRelationId, AttributeRelidNumIndexId, Anum_pg_attribute_attrelid, Anum_pg_attribute_attnum,
     Anum_pg_attribute_attname},
    {TypeRelationId, TypeOidIndexId, Anum_pg_type_oid, 0, Anum_pg_type_typname},
    {EnumRelationId, EnumOidIndexId, Anum_pg_enum_oid, 0, Anum_pg_enum_enumlabel},
    {ProcedureRelationId, ProcedureOidIndexId, Anum_pg_proc_oid, 0, Anum_pg_proc_proname},
    {ConstraintRelationId, ConstraintOidIndexId, Anum_pg_constraint_oid, 0, Anum_pg_constraint_conname},
    {TriggerRelationId, TriggerOidIndexId, Anum_pg_trigger_oid, 0, Anum_pg_trigger_tgname},
    {PolicyRelationId, PolicyOidIndexId, Anum_pg_policy_oid, 0, Anum_pg_policy_polname},
    {RewriteRelationId, RewriteOidIndexId, Anum_pg_rewrite_oid, 0, Anum_pg_rewrite_rulename},
    {StatisticExtRelationId, StatisticExtOidIndexId, Anum_pg_statistic_ext_oid, 0, Anum_pg_statistic_ext_stxname},
    {ForeignDataWrapperRelationId, ForeignDataWrapperOidIndexId, Anum_pg_foreign_data_wrapper_oid, 0,
     Anum_pg_foreign_data_wrapper_fdwname},
    {ForeignServerRelationId, ForeignServerOidIndexId, Anum_pg_foreign_server_oid, 0, Anum_pg_foreign_server_srvname},
    {SubscriptionRelationId, SubscriptionObjectIndexId, Anum_pg_subscription_oid, 0, Anum_pg_subscription_subname},
    {PublicationRelationId, PublicationObjectIndexId, Anum_pg_publication_oid, 0, Anum_pg_publication_pubname},
    {LanguageRelationId, LanguageOidIndexId, Anum_pg_language_oid, 0, Anum_pg_language_lanname},
    {EventTriggerRelationId, EventTriggerOidIndexId, Anum_pg_event_trigger_oid, 0, Anum_pg_event_trigger_evtname},
    {CollationRelationId, CollationOidIndexId, Anum_pg_collation_oid, 0, Anum_pg_collation_collname},
    {ConversionRelationId, ConversionOidIndexId, Anum_pg_conversion_oid, 0, Anum_pg_conversion_conname},
    {OperatorFamilyRelationId, OpfamilyOidIndexId, Anum_pg_opfamily_oid, 0, Anum_pg_opfamily_opfname},
    {OperatorClassRelationId, OpclassOidIndexId, Anum_pg_opclass_oid, 0, Anum_pg_opclass_opcname},
    {TSParserRelationId, TSParserOidIndexId, Anum_pg_ts_parser_oid, 0, Anum_pg_ts_parser_prsname},
    {TSTemplateRelationId, TSTemplateOidIndexId, Anum_pg_ts_template_oid, 0, Anum_pg_ts_template_tmplname},
    {TSDictionaryRelationId, TSDictionaryOidIndexId, Anum_pg_ts_dict_oid, 0, Anum_pg_ts_dict_dictname},
    {TSConfigRelationId, TSConfigOidIndexId, Anum_pg_ts_config_oid, 0, Anum_pg_ts_config_cfgname},
};

struct CatalogRow {
    Oid catalog, oid;
    int16 sub;
};

// leaf
const NameSlot* slot_of(Oid catalog) {
    for (const NameSlot& slot : kSlots)
        if (slot.catalog == catalog) return &slot;
    elog(ERROR, "no names are kept in catalog %u", catalog);
}

// leaf
void set_name(const CatalogRow* row, const char* new_name) {
    const NameSlot* const slot = slot_of(row->catalog);
    ScanKeyData keys[2];
    int key_count = 1;
    ScanKeyInit(&keys[0], slot->key, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(row->oid));
    if (slot->sub_key != 0)
        ScanKeyInit(&keys[key_count++], slot->sub_key, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(row->sub));
    const Relation catalog = table_open(row->catalog, RowExclusiveLock);
    SysScanDesc cursor = systable_beginscan(catalog, slot->index, true, nullptr, key_count, keys);
    HeapTuple old_tuple = systable_getnext(cursor);
    if (!HeapTupleIsValid(old_tuple)) elog(ERROR, "no row for object %u in catalog %u", row->oid, row->catalog);
    NameData name;
    namestrcpy(&name, new_name);
    Datum* const values = static_cast<Datum*>(palloc0(sizeof(Datum) * RelationGetNumberOfAttributes(catalog)));
    bool* const nulls = static_cast<bool*>(palloc0(RelationGetNumberOfAttributes(catalog)));
    bool* const replaces = static_cast<bool*>(palloc0(RelationGetNumberOfAttributes(catalog)));
    values[slot->name - 1] = NameGetDatum(&name);
    replaces[slot->name - 1] = true;
    HeapTuple tuple = heap_modify_tuple(old_tuple, RelationGetDescr(catalog), values, nulls, replaces);
    CatalogTupleUpdate(catalog, &tuple->t_self, tuple);
    systable_endscan(cursor);
    table_close(catalog, RowExclusiveLock);
}

unsigned int to_oid(const std::string& text) {
    unsigned int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// Of the object, or of its part, under that name.
Rows find_rows(pg::Spi& spi, const RenameWish& wish, const std::string& name) {
    const Identity& id = wish.to;
    if (!wish.part.empty())
        return spi.query(rename_part_rows_query(id.kind), {id.schema, id.name, name});
    return spi.query(rename_rows_query(id.kind), {id.schema, id.parent, name, id.args});
}

void check_owner(const Rows& rows, const Identity& id) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].at("owned") != "t")
            throw Error(ErrorCode::insufficient_privilege,
                        "must be owner of " + std::string(kinds::ops(id.kind).name) + " " + id.text());
}

// Why: a misspelt old name would drop the column that it means. Where the whole is new, so are its parts.
void warn_if_parent_is_there(pg::Spi& spi, const RenameWish& wish) {
    const Identity& id = wish.to;
    const std::string& whole = wish.part.empty() ? id.parent : id.name;
    if (whole.empty()) return;
    const Rows there = spi.query("SELECT FROM pg_namespace n WHERE n.nspname = $1 AND (EXISTS (SELECT FROM pg_class c "
                                 "WHERE c.relnamespace = n.oid AND c.relname = $2) OR EXISTS (SELECT FROM pg_type t "
                                 "WHERE t.typnamespace = n.oid AND t.typname = $2))",
                                 {id.schema, whole});
    if (there.size() == 0) return;
    pg::warn("nothing is renamed: " + quote_qualified(id.schema, whole) + " has neither " + quote_ident(wish.old_name) + " nor " +
                 quote_ident(wish.part.empty() ? id.name : wish.part),
             "", "Is the old name in the directive spelled right?");
}

// Why: of the two, that of the old name would be dropped.
[[noreturn]] void refuse_both(const RenameWish& wish, const std::string& new_name) {
    throw Error(ErrorCode::feature_not_supported,
                wish.to.text() + " cannot be renamed from " + quote_ident(wish.old_name) + ": both " + quote_ident(wish.old_name) +
                    " and " + quote_ident(new_name) + " are there",
                "", "Take the directive out if it has done its work; else drop or rename one of the two first.");
}

// True where a row was renamed.
bool fulfil(const RenameWish& wish) {
    const std::string& new_name = wish.part.empty() ? wish.to.name : wish.part;
    pg::Spi spi;
    const bool is_there = find_rows(spi, wish, new_name).size() > 0;
    const Rows rows = find_rows(spi, wish, wish.old_name);
    if (is_there) {
        if (wish.asked && !wish.old_stays && rows.size() > 0) refuse_both(wish, new_name);
        return false;
    }
    if (rows.size() == 0) {
        if (wish.asked) warn_if_parent_is_there(spi, wish);
        return false;
    }
    if (wish.asked) check_owner(rows, wish.to);
    for (const auto& cells : rows.cells) {
        const CatalogRow row{to_oid(*cells[0]), to_oid(*cells[1]), static_cast<int16>(to_oid(*cells[2]))};
        pg::call(set_name, &row, new_name.c_str());
    }
    pg::call(CommandCounterIncrement);
    return true;
}

} // namespace

void rename_in_catalogs(const std::vector<RenameWish>& wishes, Renamed& done) {
    pg::GucScope settings;
    catalog::pin_settings(settings);
    for (const RenameWish& wish : wishes) {
        if (!fulfil(wish)) continue;
        if (!wish.part.empty()) {
            done.parts.push_back({wish.to, wish.old_name, wish.part});
            continue;
        }
        Identity from = wish.to;
        from.name = wish.old_name;
        done.objects.push_back({from, wish.to});
    }
}

} // namespace flux::run
