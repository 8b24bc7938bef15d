// The words of the catalogue. Separate from the rules, so that a reader sees all hazards on one page.
#include "core/hazard/catalogue.hpp"

#include <array>

namespace flux {
namespace {

constexpr auto danger = Severity::danger;
constexpr auto warning = Severity::warning;
constexpr auto notice = Severity::notice;

constexpr auto kEntries = std::to_array<HazardEntry>({
    {Hazard::data_loss, danger, "DATA_LOSS",
     "Something that holds data is dropped, or a value is cut down to a type that cannot hold all of it. A relation without rows loses nothing.",
     "", "The data is gone; the way back builds the object without it.",
     "Rename it and drop it later; copy what must be kept; for a column, stop using it first.", ""},
    {Hazard::data_not_restored, danger, "DATA_NOT_RESTORED",
     "A step of a way back builds anew what the plan has dropped or cut down.", "",
     "The object comes back, its data does not.", "Restore the data from a backup.", ""},
    {Hazard::mass_drop, danger, "MASS_DROP",
     "The plan drops a larger part of the managed objects than pg_flux.mass_drop_threshold allows.", "",
     "Mostly a sign of a wrong or a truncated source.", "Look at what is dropped; raise the threshold where it is meant.", ""},

    {Hazard::no_default, danger, "NO_DEFAULT", "A NOT NULL column without a default is added to a table that has rows.",
     "full scan under ACCESS EXCLUSIVE", "The step fails.", "Give it a default, or add it nullable and fill it.", ""},

    {Hazard::table_rewrite, danger, "TABLE_REWRITE", "A table of at least pg_flux.large_table is written anew.",
     "rewrite of the table and all of its indexes under ACCESS EXCLUSIVE",
     "Nobody reads or writes the table meanwhile; it takes as much disk space again.",
     "Add a new column, fill it in batches, swap the names.", ""},
    {Hazard::table_scan, danger, "TABLE_SCAN", "A table of at least pg_flux.large_table is read to its end while it is locked against writing.",
     "full scan under SHARE or stronger", "Writers wait for the length of the scan.",
     "Add the constraint NOT VALID and VALIDATE it in a transaction of its own; for NOT NULL, by way of a validated check.", ""},
    {Hazard::index_build, danger, "INDEX_BUILD", "An index of a table of at least pg_flux.large_table is built.",
     "full scan under SHARE", "Writers wait for the length of the build.",
     "CREATE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX for a key.", ""},
    {Hazard::volatile_default, warning, "VOLATILE_DEFAULT", "A column with a default that is another value for each row is added to a table that has rows.",
     "rewrite of the table under ACCESS EXCLUSIVE", "",
     "Add the column without it, set the default, fill the rows in batches.", ""},
    {Hazard::lock_queue, warning, "LOCK_QUEUE",
     "A step needs a lock on a table that somebody holds in a transaction older than five seconds.", "waits for that transaction",
     "All who come later queue behind the waiting step.", "Run it when the transaction is over; keep pg_flux.lock_timeout short.", ""},
    {Hazard::many_tables, warning, "MANY_TABLES", "One step locks ten tables or more against reading or writing.", "the lock on each of them at once",
     "One long reader of any of them holds up all.", "Treat partitions one by one before their parent.", ""},
    {Hazard::standby_conflict, notice, "STANDBY_CONFLICT",
     "A step takes ACCESS EXCLUSIVE on a table that has rows, and standbys are connected.", "ACCESS EXCLUSIVE is replayed on standbys",
     "Queries there are cancelled after max_standby_streaming_delay.", "Run it while the standbys are quiet.", ""},

    {Hazard::renamed, warning, "RENAMED", "A relation that has rows, or a column of it, gets another name.", "",
     "Clients and bodies of functions that use the old name fail.", "Leave a view under the old name for a time.", ""},
    {Hazard::dependent_rebuilt, notice, "DEPENDENT_REBUILT",
     "A view, rule, policy or routine is dropped and created again for the sake of something it uses.", "",
     "What depends on it outside the managed schemas is in the way.", "Nothing, unless others use it.", ""},
    {Hazard::label_removed, warning, "LABEL_REMOVED", "An enum loses a label, or its labels change their order.",
     "rewrite of every table that uses it", "Clients that send the label fail.", "Leave the label, and forbid it by a check.", ""},
    {Hazard::statistics_lost, notice, "STATISTICS_LOST", "A column of a table that has rows changes its type.", "",
     "The planner has no statistics of the column until the next ANALYZE.", "ANALYZE the table afterwards.", ""},
    {Hazard::stale_results, warning, "STALE_RESULTS",
     "A function changes that an index, a generated column or a check of a table that has rows is made with.", "",
     "What is stored was computed by the old function, and stays.", "REINDEX, or write the rows anew.", ""},
    {Hazard::not_validated, notice, "NOT_VALIDATED", "A constraint is added NOT VALID.", "", "Rows that break it may be there.",
     "VALIDATE it.", ""},
    {Hazard::foreign_key_unindexed, warning, "FOREIGN_KEY_UNINDEXED",
     "A foreign key is added whose columns no index of the referring table, which has rows, begins with.", "",
     "Each DELETE of a referenced row reads the whole referring table.", "Create the index first.", ""},
    {Hazard::cascading_delete, notice, "CASCADING_DELETE", "A foreign key with ON DELETE CASCADE is added to a table that has rows.", "",
     "Deleting one row deletes others.", "", ""},
    {Hazard::unlogged, warning, "UNLOGGED", "A table that has rows becomes UNLOGGED.", "rewrite of the table under ACCESS EXCLUSIVE",
     "It is empty after a crash, and on standbys.", "", ""},

    {Hazard::privileges_widened, warning, "PRIVILEGES_WIDENED",
     "An object that is there gets a privilege for PUBLIC, or one that may be handed on; a view stops reading with the rights of who asks (security_invoker).", "", "More people than before may use it.", "", ""},
    {Hazard::privileges_lost, warning, "PRIVILEGES_LOST", "A privilege on an object that is there is taken away, or not given again where it is made anew.", "",
     "Who relied on it is refused.", "", ""},
    {Hazard::row_security_off, danger, "ROW_SECURITY_OFF", "Row-level security of a table that has rows is switched off, or is no longer forced.",
     "", "Rows are seen by those who must not see them.", "", ""},
    {Hazard::row_security_gap, warning, "ROW_SECURITY_GAP",
     "A policy of a table with row-level security is dropped, replaced or altered.", "",
     "In the plan's transaction nobody sees the state between; afterwards other rows may be seen than before.", "", ""},
    {Hazard::owner_changed, notice, "OWNER_CHANGED", "An object that is there gets another owner.", "",
     "The old owner may no longer alter it; a SECURITY DEFINER routine runs as another role.", "", ""},
    {Hazard::search_path_open, notice, "SEARCH_PATH_OPEN", "A SECURITY DEFINER routine is made without a search_path of its own.", "",
     "Its caller decides which objects its names mean.", "SET search_path in its definition.", ""},

    {Hazard::replica_identity, warning, "REPLICA_IDENTITY",
     "A table without primary key and replica identity is, or becomes, part of a publication of updates or deletes.", "",
     "UPDATE and DELETE on it fail.", "Give it a primary key, or REPLICA IDENTITY FULL.", ""},
    {Hazard::not_replicated, notice, "NOT_REPLICATED", "A published table changes its columns, or a publication is dropped.", "",
     "Subscribers do not get DDL: replication stops until they have it too.",
     "Add columns at the subscriber first, drop them at the publisher first.", ""},
    {Hazard::not_transactional, notice, "NOT_TRANSACTIONAL", "A step cannot run in a transaction.", "",
     "Where it fails, what ran before it stays.", "Run it by pg_flux.apply_online.", ""},
});

constexpr bool in_order() {
    for (std::size_t i = 0; i < kEntries.size(); ++i)
        if (static_cast<std::size_t>(kEntries[i].hazard) != i) return false;
    return kEntries.size() == static_cast<std::size_t>(kLastHazard) + 1;
}
static_assert(in_order());

} // namespace

std::span<const HazardEntry> hazard_catalogue() { return kEntries; }

const HazardEntry& hazard_entry(Hazard hazard) { return kEntries[static_cast<std::size_t>(hazard)]; }

std::string_view hazard_name(Hazard hazard) { return hazard_entry(hazard).name; }

std::string_view severity_name(Severity severity) {
    static constexpr std::array<std::string_view, 3> names = {"notice", "warning", "danger"};
    return names[static_cast<std::size_t>(severity)];
}

Finding finding_of(Hazard hazard, std::string detail) { return {hazard, hazard_entry(hazard).severity, std::move(detail)}; }

std::vector<Finding> findings_of(const std::vector<Hazard>& hazards) {
    std::vector<Finding> out;
    for (const Hazard hazard : hazards) out.push_back(finding_of(hazard));
    return out;
}

} // namespace flux
