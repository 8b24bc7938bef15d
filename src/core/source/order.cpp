#include "core/source/order.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/source/graph.hpp"
#include "core/source/resolve.hpp"

namespace flux::source {
namespace {

using Effect = Alteration::Effect;
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

// Ready statements come out by these.
enum Rank : int { immediate = -1, prelude = 0, body = 1, foreign_key = 2 };

struct Use {
    std::size_t statement;
    Strength strength;
};

struct Change {
    std::size_t statement;
    const Alteration* alteration;
};

// From the statements that make an object of a name to the one that drops it; a name may live several times
// in a source.
struct Life {
    std::vector<std::size_t> makers;
    std::size_t dropped_by = kNone;
    std::vector<Use> uses;
    std::vector<Change> changes;
};

struct History {
    std::vector<std::size_t> early_drops; // DROP IF EXISTS before the first CREATE
    std::vector<Life> lives;
};

bool mentions(const Analysis& statement, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::binary_search(statement.words.begin(), statement.words.end(), word);
    });
}

// What makes casts and operator classes does not wait for them.
bool waits_for_completion(const Analysis& statement) {
    return statement.node != "CreateFunctionStmt" && statement.node != "DefineStmt" &&
           statement.node != "CreateCastStmt" && !statement.node.ends_with("OpClassStmt") &&
           !statement.node.ends_with("OpFamilyStmt");
}

class Arrangement {
public:
    Arrangement(std::span<const Analysis> statements, std::string_view default_schema,
                bool foreign_keys_apart)
        : statements_(statements), names_(statements, default_schema), apart_(foreign_keys_apart),
          histories_(names_.size()) {
        for (const Analysis& statement : statements_) graph_.add_node(rank_of(statement));
        foreign_keys_ = graph_.add_node(Rank::foreign_key);
    }

    Order run() {
        for (std::size_t i = 0; i < statements_.size(); i++) take_lives(i);
        for (std::size_t i = 0; i < statements_.size(); i++) take_uses(i);
        for (const History& history : histories_) connect(history);
        connect_barriers_of_schemas();
        Order order;
        for (const std::size_t node : graph_.sort()) {
            if (node == foreign_keys_)
                order.foreign_keys_at = order.positions.size();
            else if (node < statements_.size())
                order.positions.push_back(node);
        }
        return order;
    }

private:
    static int rank_of(const Analysis& statement) {
        switch (statement.phase) {
        case Analysis::Phase::prelude:
            return Rank::prelude;
        case Analysis::Phase::foreign_key:
            return Rank::foreign_key;
        default:
            return Rank::body;
        }
    }

    void make(std::size_t maker, NameId id) {
        History& history = histories_[id];
        if (history.lives.empty() || history.lives.back().dropped_by != kNone) history.lives.emplace_back();
        if (history.lives.back().makers.empty() || history.lives.back().makers.back() != maker)
            history.lives.back().makers.push_back(maker);
    }

    void take_lives(std::size_t i) {
        const Analysis& statement = statements_[i];
        for (const Name& name : statement.drops) {
            History& history = histories_[names_.defined(i, name)];
            if (!history.lives.empty() && history.lives.back().dropped_by == kNone)
                history.lives.back().dropped_by = i;
            else if (history.lives.empty())
                history.early_drops.push_back(i);
        }
        for (const Name& name : statement.defines) make(i, names_.defined(i, name));
        const bool inline_apart = apart_ && statement.phase != Analysis::Phase::foreign_key;
        for (const Name& name : statement.foreign_key_defines)
            make(inline_apart ? foreign_keys_ : i, names_.defined(i, name));
        if (inline_apart && !statement.foreign_key_defines.empty())
            graph_.add_edge(i, foreign_keys_, Strength::hard);
    }

    // The life that a statement at this place of the source means.
    Life* life_at(NameId id, std::size_t statement) {
        History& history = histories_[id];
        for (Life& life : history.lives)
            if (life.dropped_by == kNone || life.dropped_by >= statement) return &life;
        if (!history.lives.empty())
            graph_.add_edge(history.lives.back().dropped_by, statement, Strength::sequence);
        return nullptr;
    }

    void use(std::size_t i, const Name& name, Strength strength) {
        if (const auto id = names_.used(i, name))
            if (Life* life = life_at(*id, i)) life->uses.push_back({i, strength});
    }

    void take_uses(std::size_t i) {
        const Analysis& statement = statements_[i];
        for (const Name& name : statement.needs) use(i, name, Strength::hard);
        for (const Name& name : statement.soft_needs) use(i, name, Strength::body);
        const bool is_foreign_key = statement.phase == Analysis::Phase::foreign_key;
        if (is_foreign_key || !apart_)
            for (const Name& name : statement.foreign_key_needs)
                use(i, name, is_foreign_key ? Strength::hard : Strength::content);
        for (const Alteration& alteration : statement.alters)
            if (const auto id = names_.used(i, alteration.object))
                if (Life* life = life_at(*id, i)) life->changes.push_back({i, &alteration});
    }

    void connect(const History& history) {
        std::size_t last_drop = kNone;
        if (!history.early_drops.empty()) last_drop = history.early_drops.back();
        for (const Life& life : history.lives) {
            if (last_drop != kNone) graph_.add_edge(last_drop, life.makers.front(), Strength::hard);
            connect_life(life);
            connect_changes(life);
            last_drop = life.dropped_by;
        }
    }

    void connect_life(const Life& life) {
        const auto& makers = life.makers;
        for (std::size_t i = 1; i < makers.size(); i++)
            graph_.add_edge(makers[i - 1], makers[i], Strength::sequence);
        for (const Use& use : life.uses) {
            graph_.add_edge(makers.front(), use.statement, use.strength);
            if (makers.size() > 1)
                graph_.add_edge(makers.back(), use.statement, std::min(use.strength, Strength::content));
            if (life.dropped_by != kNone) graph_.add_edge(use.statement, life.dropped_by, Strength::hard);
        }
        if (life.dropped_by != kNone)
            for (const std::size_t maker : makers) graph_.add_edge(maker, life.dropped_by, Strength::hard);
    }

    void connect_changes(const Life& life) {
        if (life.changes.empty()) return;
        chain(life, [](Effect effect) { return effect == Effect::structure || effect == Effect::barrier; });
        chain(life, [](Effect effect) { return effect == Effect::attribute; });
        connect_barriers(life);
        connect_additions(life);
        connect_early_uses(life);
        connect_completions(life);
    }

    template <typename Belongs>
    void chain(const Life& life, Belongs belongs) {
        std::size_t last = kNone;
        for (const Change& change : life.changes) {
            if (!belongs(change.alteration->effect)) continue;
            if (last != kNone) graph_.add_edge(last, change.statement, Strength::sequence);
            last = change.statement;
        }
    }

    // Each use is tied to the barriers right before and right after it in the source.
    void connect_barriers(const Life& life) {
        std::vector<Change> barriers;
        for (const Change& change : life.changes)
            if (change.alteration->effect == Effect::barrier) barriers.push_back(change);
        for (const Use& use : life.uses) {
            const auto next =
                std::lower_bound(barriers.begin(), barriers.end(), use.statement,
                                 [](const Change& b, std::size_t at) { return b.statement < at; });
            if (next != barriers.end()) connect_before_barrier(use.statement, *next);
            if (next != barriers.begin())
                graph_.add_edge(std::prev(next)->statement, use.statement, Strength::sequence);
        }
    }

    // A statement before a RENAME COLUMN that knows only the new name belongs after it.
    void connect_before_barrier(std::size_t statement, const Change& barrier) {
        const Alteration& change = *barrier.alteration;
        const bool knows_result = mentions(statements_[statement], change.adds) &&
                                  !mentions(statements_[statement], change.removes);
        if (knows_result)
            graph_.add_edge(barrier.statement, statement, Strength::sequence);
        else
            graph_.add_edge(statement, barrier.statement, Strength::sequence);
    }

    // Who mentions an added column or label comes after, and who needs keys after the keys.
    void connect_additions(const Life& life) {
        std::unordered_map<std::string_view, std::vector<std::size_t>> added;
        std::unordered_set<std::size_t> altering;
        std::vector<std::size_t> keys;
        for (const Change& change : life.changes) {
            if (change.alteration->effect != Effect::structure) continue;
            altering.insert(change.statement);
            for (const std::string& word : change.alteration->adds) added[word].push_back(change.statement);
            if (change.alteration->adds_key) keys.push_back(change.statement);
        }
        for (const Use& use : life.uses) {
            const Analysis& user = statements_[use.statement];
            if (user.needs_keys || user.phase == Analysis::Phase::foreign_key ||
                !user.foreign_key_needs.empty())
                for (const std::size_t key : keys) graph_.add_edge(key, use.statement, Strength::content);
            if (added.empty() || altering.contains(use.statement)) continue;
            for (const std::string& word : user.words)
                if (const auto found = added.find(word); found != added.end())
                    for (const std::size_t change : found->second)
                        graph_.add_edge(change, use.statement, Strength::content);
        }
    }

    // What stands before the CREATE was written without regard to order: it wants the object as it is in the
    // end.
    void connect_early_uses(const Life& life) {
        std::size_t structure = kNone, attribute = kNone;
        for (const Change& change : life.changes)
            if (change.alteration->effect == Effect::structure)
                structure = change.statement;
            else if (change.alteration->effect == Effect::attribute)
                attribute = change.statement;
        for (const Use& use : life.uses) {
            if (use.statement >= life.makers.front()) continue;
            if (structure != kNone)
                graph_.add_edge(structure, use.statement, std::min(use.strength, Strength::content));
            // Why: OWNED BY wants sequence and table to have the same owner by then.
            if (attribute != kNone && statements_[use.statement].node == "AlterSeqStmt")
                graph_.add_edge(attribute, use.statement, Strength::content);
        }
    }

    void connect_completions(const Life& life) {
        std::size_t complete = kNone;
        for (const Change& change : life.changes)
            if (change.alteration->effect == Effect::completion) {
                if (complete == kNone) complete = graph_.add_node(Rank::immediate);
                graph_.add_edge(change.statement, complete, Strength::content);
            }
        if (complete == kNone) return;
        for (const Use& use : life.uses)
            if (waits_for_completion(statements_[use.statement]))
                graph_.add_edge(complete, use.statement, Strength::content);
    }

    // GRANT … ON ALL TABLES and ALTER DEFAULT PRIVILEGES: what is created or granted before them stays
    // before.
    void connect_barriers_of_schemas() {
        std::map<std::string, std::vector<std::size_t>> barriers;
        for (std::size_t i = 0; i < statements_.size(); i++)
            for (const std::string& schema : statements_[i].barrier_schemas) barriers[schema].push_back(i);
        if (barriers.empty()) return;
        for (auto& [schema, places] : barriers)
            for (std::size_t i = 1; i < places.size(); i++)
                graph_.add_edge(places[i - 1], places[i], Strength::sequence);
        for (std::size_t i = 0; i < statements_.size(); i++)
            for (const std::string& schema : schemas_touched(i))
                if (const auto found = barriers.find(schema); found != barriers.end())
                    connect_to_neighbours(i, found->second);
    }

    std::vector<std::string> schemas_touched(std::size_t i) const {
        const Analysis& statement = statements_[i];
        std::vector<std::string> schemas;
        for (const Name& name : statement.defines)
            schemas.push_back(names_.name(names_.defined(i, name)).schema);
        for (const Alteration& alteration : statement.alters)
            if (const auto id = names_.used(i, alteration.object);
                id && alteration.effect == Effect::attribute)
                schemas.push_back(names_.name(*id).schema);
        if (!schemas.empty()) schemas.emplace_back(); // every schema
        std::sort(schemas.begin(), schemas.end());
        schemas.erase(std::unique(schemas.begin(), schemas.end()), schemas.end());
        return schemas;
    }

    void connect_to_neighbours(std::size_t statement, const std::vector<std::size_t>& barriers) {
        const auto next = std::lower_bound(barriers.begin(), barriers.end(), statement);
        if (next != barriers.end() && *next != statement)
            graph_.add_edge(statement, *next, Strength::sequence);
        if (next != barriers.begin()) graph_.add_edge(*std::prev(next), statement, Strength::sequence);
    }

    std::span<const Analysis> statements_;
    Resolver names_;
    bool apart_;
    std::vector<History> histories_;
    Graph graph_;
    std::size_t foreign_keys_ = 0;
};

} // namespace

Order arrange(std::span<const Analysis> statements, std::string_view default_schema,
              bool foreign_keys_apart) {
    return Arrangement(statements, default_schema, foreign_keys_apart).run();
}

std::vector<std::size_t> order(std::span<const Analysis> statements, std::string_view default_schema) {
    return arrange(statements, default_schema, false).positions;
}

} // namespace flux::source
