#include "core/kinds/depend.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {
namespace {

constexpr std::uint32_t kRelationCatalog = 1259; // pg_class
constexpr std::uint32_t kAttrdefCatalog = 2604;  // pg_attrdef
constexpr std::uint32_t kMemberCatalogs[] = {2602, 2603}; // pg_amop, pg_amproc: members of operator families and classes
constexpr std::uint32_t kClassCatalog = 2616;    // pg_opclass
constexpr std::uint32_t kFamilyCatalog = 2753;   // pg_opfamily
constexpr std::uint32_t kPublicationCatalog = 6104;      // pg_publication
constexpr std::uint32_t kPublishedTableCatalog = 6106;   // pg_publication_rel
constexpr std::uint32_t kPublishedSchemaCatalog = 6237;  // pg_publication_namespace
constexpr std::uint32_t kFirstNormalOid = 16384; // what is below belongs to the server itself
constexpr int kLongestChain = 16;               // of implementation parts: rule, view; array, row type, table; …

struct AddressHash {
    std::size_t operator()(const Address& a) const {
        const std::uint64_t key = (std::uint64_t{a.class_id} << 32 | a.object_id) + std::uint64_t(a.sub_id) * 0x9E3779B97F4A7C15u;
        return key * 0xBF58476D1CE4E5B9u >> 17;
    }
};

struct Found {
    std::size_t position;
    Facet facet;
};

class Resolver {
public:
    Resolver(const Model& model, std::span<const DependRow> rows) : model_(model) {
        positions_.reserve(model.objects().size() * 2);
        for (std::size_t i = 0; i < model.objects().size(); ++i) positions_.emplace(model.objects()[i].address, i);
        for (const DependRow& row : rows)
            if (is_part(row) && whole(row.from) != whole(row.on)) wholes_.emplace(whole(row.from), row.on);
        for (const DependRow& row : rows)
            if (is_index_of_part(row)) wholes_.emplace(whole(row.from), row.on);
    }

    // The object that an address belongs to: itself, its column's table, or what it is an implementation part of (the row
    // type of a table, the rule of a view, the index of a constraint, a member of an extension).
    std::optional<Found> find(Address address) const {
        Facet facet = Facet::whole;
        for (int step = 0; step < kLongestChain; ++step) {
            if (const auto at = positions_.find(address); at != positions_.end()) return Found{at->second, facet};
            if (address.sub_id != 0) {
                address.sub_id = 0;
                continue;
            }
            const auto part_of = wholes_.find(address);
            if (part_of == wholes_.end()) return std::nullopt;
            if (address.class_id == kAttrdefCatalog) facet = Facet::default_value;
            address = part_of->second;
        }
        return std::nullopt;
    }

    // The same for an address outside the model: what the implementation part belongs to in the end.
    Address outermost(Address address) const {
        for (int step = 0; step < kLongestChain; ++step) {
            const auto part_of = wholes_.find(whole(address));
            if (part_of == wholes_.end()) break;
            address = part_of->second;
        }
        return address;
    }

    Facet facet_of(const Found& from, std::size_t on, char type) const {
        if (from.facet == Facet::default_value) return from.facet;
        const Object& object = model_.objects()[from.position];
        const auto facet = ops(object).facet;
        return facet ? facet(object, model_.objects()[on], type) : Facet::whole;
    }

private:
    // But for the columns of a partition key, which hang on their own table. 'i' internal, 'e' member of an extension; a default hangs on its column by 'a', and so do a member of an operator
    // family on that, or on its class, and what is published on the publication.
    static bool is_part(const DependRow& row) {
        const bool published =
            row.from.class_id == kPublishedTableCatalog || row.from.class_id == kPublishedSchemaCatalog;
        if (published) return row.type == 'a' && row.on.class_id == kPublicationCatalog;
        return row.type == 'i' || row.type == 'e' ||
               (row.from.class_id == kAttrdefCatalog && row.type == 'a' && row.on.sub_id != 0) ||
               (is_member(row.from) && row.type == 'a' && (row.on.class_id == kClassCatalog || row.on.class_id == kFamilyCatalog));
    }
    static bool is_member(const Address& address) {
        return std::find(std::begin(kMemberCatalogs), std::end(kMemberCatalogs), address.class_id) != std::end(kMemberCatalogs);
    }

    // The index of a TOAST table.
    bool is_index_of_part(const DependRow& row) const {
        return row.type == 'a' && row.from.class_id == kRelationCatalog && row.on.class_id == kRelationCatalog &&
               wholes_.contains(whole(row.on));
    }
    static Address whole(const Address& address) {
        return {address.class_id, address.object_id, 0};
    }

    const Model& model_;
    std::unordered_map<Address, std::size_t, AddressHash> positions_;
    std::unordered_map<Address, Address, AddressHash> wholes_;
};

} // namespace

Resolved resolve(const Model& model, std::span<const DependRow> rows) {
    const Resolver resolver(model, rows);
    Resolved resolved;
    for (const DependRow& row : rows) {
        const auto on = resolver.find(row.on);
        if (!on) continue;
        const auto from = resolver.find(row.from);
        if (from && from->position != on->position)
            resolved.dependencies.push_back(
                {from->position, resolver.facet_of(*from, on->position, row.type), on->position});
        else if (!from && row.from.object_id >= kFirstNormalOid)
            resolved.outside.push_back({resolver.outermost(row.from), on->position, row.type == 'a' || row.type == 'i'});
    }
    std::sort(resolved.outside.begin(), resolved.outside.end());
    resolved.outside.erase(std::unique(resolved.outside.begin(), resolved.outside.end()), resolved.outside.end());
    return resolved;
}

} // namespace flux::kinds
