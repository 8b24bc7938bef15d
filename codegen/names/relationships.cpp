#include "names/relationships.hpp"

#include <algorithm>

#include "names/plural.hpp"
#include "names/scope.hpp"

namespace flux::gen {
namespace {

// author_id gives author; id stays.
std::string stem(const std::string& column, bool strip) {
    auto parts = words(column);
    if (strip && parts.size() > 1 && to_case(parts.back(), Case::snake) == "id") parts.pop_back();
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : "_") + part;
    return out;
}

struct Pair {
    std::size_t from, to;
    const ForeignKey* key;
    bool several; // there are other keys between the same two
};

class Work {
public:
    Work(const Schema& schema, const RelationshipRules& rules, const Members& members)
        : schema_(schema), rules_(rules) {
        for (const auto& names : members) scopes_.emplace_back(names.value_or(std::set<std::string>()));
        for (std::size_t from = 0; from < members.size(); ++from) {
            if (!members[from]) continue;
            for (const ForeignKey& key : schema.relations[from].foreign_keys) {
                const Relation* other = schema.relation(key.referenced);
                if (!other) continue;
                const auto to = static_cast<std::size_t>(other - schema.relations.data());
                if (members[to]) pairs_.push_back({from, to, &key, false});
            }
        }
        for (Pair& pair : pairs_)
            pair.several = std::count_if(pairs_.begin(), pairs_.end(), [&](const Pair& other) {
                               return other.from == pair.from && other.to == pair.to;
                           }) > 1;
    }

    std::vector<std::vector<Relationship>> take() {
        std::vector<std::vector<Relationship>> out(schema_.relations.size());
        std::vector<std::string> forward, back;
        // A key's own side chooses first: its name is the better known.
        for (const Pair& pair : pairs_) forward.push_back(take_forward(pair));
        for (const Pair& pair : pairs_) back.push_back(take_back(pair));
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            const Pair& pair = pairs_[i];
            const Relation &from = schema_.relations[pair.from], &to = schema_.relations[pair.to];
            out[pair.from].push_back({pair.key, &from, &to, true, false, forward[i], back[i]});
        }
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            const Pair& pair = pairs_[i];
            const Relation &from = schema_.relations[pair.from], &to = schema_.relations[pair.to];
            out[pair.to].push_back({pair.key, &to, &from, false, !pair.key->unique, back[i], forward[i]});
        }
        return out;
    }

private:
    std::string columns(const Pair& pair) const {
        std::string out;
        for (const std::string& column : pair.key->columns)
            out += (out.empty() ? "" : "_") + stem(column, rules_.strip_id);
        return out;
    }

    // What is no identifier after that is called by its position.
    std::string taken(std::size_t place, std::vector<std::string> wishes) {
        for (std::string& wish : wishes) wish = to_case(wish, rules_.style);
        std::erase_if(wishes, [](const std::string& wish) { return !is_identifier(wish); });
        wishes.push_back("relation");
        return scopes_[place].take(wishes);
    }

    std::string take_forward(const Pair& pair) {
        const std::string other = singular(schema_.relations[pair.to].name.name);
        std::vector<std::string> wishes;
        const auto& names = pair.key->columns;
        if (names.size() == 1 && stem(names[0], rules_.strip_id) != stem(names[0], false))
            wishes.push_back(stem(names[0], true));
        if (!pair.several && pair.from != pair.to) wishes.push_back(other);
        wishes.push_back(columns(pair) + "_" + other);
        wishes.push_back(pair.key->name);
        return taken(pair.from, wishes);
    }

    std::string take_back(const Pair& pair) {
        const std::string& name = schema_.relations[pair.from].name.name;
        const std::string other = pair.key->unique ? singular(name) : name;
        std::vector<std::string> wishes;
        if (!pair.several && pair.from != pair.to) wishes.push_back(other);
        wishes.push_back(columns(pair) + "_" + other);
        wishes.push_back(other + "_by_" + columns(pair));
        return taken(pair.to, wishes);
    }

    const Schema& schema_;
    const RelationshipRules& rules_;
    std::vector<Scope> scopes_;
    std::vector<Pair> pairs_;
};

} // namespace

std::vector<std::vector<Relationship>> relationships(const Schema& schema, const RelationshipRules& rules,
                                                     const Members& members) {
    return Work(schema, rules, members).take();
}

} // namespace flux::gen
