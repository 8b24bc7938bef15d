#include "core/diff/twins.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

// Kind, schema, parent, key.
using Class = std::tuple<Kind, std::string, std::string, std::string>;
using Candidates = std::map<Class, std::vector<const Object*>>;
using Pair = std::pair<Identity, Identity>;

// What only `model` has and could have a twin.
Candidates only_in(const Model& model, const Model& other) {
    Candidates out;
    for (const Object& object : model.objects()) {
        const auto key_of = kinds::ops(object).twin_key;
        if (!key_of || other.find(object.id)) continue;
        if (std::string key = key_of(object); !key.empty())
            out[{object.id.kind, object.id.schema, object.id.parent, std::move(key)}].push_back(&object);
    }
    return out;
}

// How many levels of tables its own is attached to or inherits from.
int depth(const Object* container, const Model& model, int limit = 32) {
    if (!container || limit == 0) return 0;
    const std::size_t at = model.position(*container);
    const auto all = model.dependencies();
    int out = 0;
    for (auto each = std::lower_bound(all.begin(), all.end(), Dependency{at, Facet::whole, 0});
         each != all.end() && each->from == at; ++each)
        if (each->facet == Facet::late || each->facet == Facet::link)
            out = std::max(out, 1 + depth(&model.objects()[each->on], model, limit - 1));
    return out;
}

// The names that stand in the way of a rename.
class Names {
public:
    explicit Names(const Model& model) {
        for (const Object& object : model.objects())
            for (Name& name : names(object.id)) taken_.insert(std::move(name));
    }
    bool free(const Identity& id) const {
        const auto wanted = names(id);
        return std::none_of(wanted.begin(), wanted.end(), [&](const Name& name) { return taken_.contains(name); });
    }
    void move(const Identity& from, const Identity& to) {
        for (const Name& name : names(from)) taken_.erase(name);
        for (Name& name : names(to)) taken_.insert(std::move(name));
    }

private:
    using Name = std::tuple<std::string, std::string, std::string>; // schema, parent, name

    static std::vector<Name> names(const Identity& id) {
        std::vector<Name> out;
        if (kinds::ops(id.kind).shares_relation_names) out.emplace_back(id.schema, "", id.name);
        if (!id.parent.empty() && kinds::ops(id.kind).twin_key) out.emplace_back(id.schema, id.parent, id.name);
        return out;
    }

    std::set<Name> taken_;
};

} // namespace

std::vector<Pair> twins(const Model& live, const Model& desired) {
    const Candidates declared = only_in(desired, live);
    std::map<int, std::vector<Pair>> found; // by depth
    for (const auto& [key, objects] : only_in(live, desired)) {
        const auto at = declared.find(key);
        if (at == declared.end()) continue;
        for (std::size_t i = 0; i < std::min(objects.size(), at->second.size()); ++i) {
            const Identity& id = objects[i]->id;
            found[depth(live.container(id.schema, id.parent), live)].emplace_back(id, at->second[i]->id);
        }
    }
    std::vector<Pair> waiting, out;
    for (auto& [level, pairs] : found) waiting.insert(waiting.end(), pairs.begin(), pairs.end());
    Names names(live);
    // One that waits for a name that another one of them leaves is tried again.
    for (bool progress = true; progress;) {
        progress = false;
        std::vector<Pair> rest;
        for (Pair& pair : waiting) {
            if (!names.free(pair.second)) {
                rest.push_back(std::move(pair));
                continue;
            }
            names.move(pair.first, pair.second);
            out.push_back(std::move(pair));
            progress = true;
        }
        waiting = std::move(rest);
    }
    return out;
}

} // namespace flux
