// The face of this folder: C++ above, leaf functions below.
#include "server/facts/nullability.hpp"

#include <charconv>

#include "server/pg/call.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/catalog_queries.hpp"

#include "server/facts/analysis.hpp"

namespace flux::facts {
namespace {

// How many expressions of one view are looked at before it is given up. A thousand columns over ten joins take 20,000.
constexpr int kSteps = 2'000'000;

HTAB* make_table(const char* name, Size key, Size entry, MemoryContext memory) {
    HASHCTL control = {};
    control.keysize = key;
    control.entrysize = entry;
    control.hcxt = memory;
    return hash_create(name, 128, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

// leaf
Analysis* make_analysis(const Checks* checks) {
    auto* const analysis = static_cast<Analysis*>(palloc0(sizeof(Analysis)));
    analysis->checks = *checks;
    analysis->lasting = CurrentMemoryContext;
    analysis->views = make_table("pg_flux views", sizeof(Oid), sizeof(ViewEntry), CurrentMemoryContext);
    analysis->tables = make_table("pg_flux tables", sizeof(TableKey), sizeof(TableEntry), CurrentMemoryContext);
    return analysis;
}

// leaf
const ViewEntry* look_at_view(Analysis* analysis, Oid view) {
    analysis->steps_left = kSteps;
    analysis->assuming = 0;
    return view_entry(analysis, view);
}

// leaf
Bitmapset* look_at_table(Analysis* analysis, Oid table) { return full_columns(analysis, table, true); }

// Why the text: whoever has no such words in it proves nothing, and most are long.
std::string checks_query(int version) {
    return std::string("SELECT conrelid, conbin::text AS expression FROM pg_constraint "
                       "WHERE contype = 'c' AND convalidated AND conrelid <> 0 AND position('{NULLTEST' IN conbin::text) > 0") +
           (version >= 180000 ? " AND conenforced" : "");
}

} // namespace

Nullability::Nullability(pg::CatalogQueries& catalog) {
    const Rows rows = catalog.query(checks_query(PG_VERSION_NUM));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string& oid = *rows[i].at("conrelid");
        unsigned int relation = 0;
        std::from_chars(oid.data(), oid.data() + oid.size(), relation);
        check_relations_.push_back(relation);
        check_expressions_.push_back(*rows[i].at("expression"));
    }
    for (const std::string& each : check_expressions_) check_texts_.push_back(each.c_str());
    const Checks checks = {check_relations_.data(), check_texts_.data(), static_cast<int>(check_relations_.size())};
    analysis_ = pg::call(make_analysis, &checks);
}

Nullability::~Nullability() = default;

std::vector<ColumnProof> Nullability::of_view(unsigned int view) {
    const pg::MemoryScope scratch;
    const ViewEntry* const entry = pg::call(look_at_view, analysis_, Oid{view});
    std::vector<ColumnProof> columns;
    if (entry == nullptr) return columns;
    for (int i = 0; i < entry->count; ++i)
        columns.push_back({entry->reasons[i] == nullptr ? "" : entry->reasons[i], entry->sources[i].relation,
                           entry->sources[i].column});
    return columns;
}

std::vector<int> Nullability::full_columns(unsigned int table) {
    std::vector<int> columns;
    const Bitmapset* const full = pg::call(look_at_table, analysis_, Oid{table});
    for (int column = -1; (column = bms_next_member(full, column)) >= 0;) columns.push_back(column);
    return columns;
}

} // namespace flux::facts
