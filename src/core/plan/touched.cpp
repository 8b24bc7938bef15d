// Why not simply everything that is reachable: foreign keys tie whole schemas together, and a rehearsal must cost what the plan
// touches.
#include "core/plan/touched.hpp"

#include "core/kinds/kind_ops.hpp"
#include "core/kinds/table.hpp"
#include "core/source/lexer.hpp"

namespace flux {
namespace {

class Surroundings {
public:
    explicit Surroundings(const Model& live) : live_(live), needs_(live.objects().size()), needed_by_(live.objects().size()) {
        for (const Dependency& each : live.dependencies()) {
            needs_[each.from].push_back(each.on);
            needed_by_[each.on].push_back(each);
        }
    }

    void touch(std::size_t i) {
        if (belongs_everywhere(i)) return (void)all_.insert(i);
        const Object* const owner = container(i);
        const std::size_t whole = owner ? live_.position(*owner) : i;
        if (!whole_.insert(whole).second) return;
        take_whole(whole);
    }
    Positions take() { return std::move(all_); }

private:
    // What everything depends on.
    bool belongs_everywhere(std::size_t i) const {
        const Kind kind = live_.objects()[i].id.kind;
        return kind == Kind::schema || kind == Kind::extension || kind == Kind::language || kind == Kind::access_method;
    }

    const Object* container(std::size_t i) const {
        const Identity& id = live_.objects()[i].id;
        return id.parent.empty() ? nullptr : live_.container(id.schema, id.parent);
    }

    std::vector<std::size_t> parts(std::size_t i) const {
        const Object& object = live_.objects()[i];
        std::vector<std::size_t> out = {i};
        if (live_.container(object.id.schema, object.id.name) == &object)
            for (const std::size_t child : live_.children(object.id.schema, object.id.name)) out.push_back(child);
        return out;
    }

    void take_whole(std::size_t whole) {
        for (const std::size_t part : parts(whole)) {
            need(part);
            for (const Dependency& each : needed_by_[part]) take_dependent(each, whole);
        }
        if (kinds::is_any_table(live_.objects()[whole].id.kind)) take_default_partitions(live_.objects()[whole]);
    }

    void take_dependent(const Dependency& dependency, std::size_t whole) {
        const bool attached = dependency.facet == Facet::link || dependency.facet == Facet::late;
        if (attached && kinds::is_any_table(live_.objects()[dependency.from].id.kind) &&
            kinds::is_any_table(live_.objects()[whole].id.kind))
            return touch(dependency.from); // ALTER TABLE reaches it too
        need(dependency.from);
    }

    // What a partition's coming and going locks.
    void take_default_partitions(const Object& table) {
        for (const Object* parent : kinds::parents_of(table, live_))
            for (const Object* sibling : kinds::children_of(*parent, live_))
                if (kinds::links_of(*sibling).bound == "DEFAULT") need(live_.position(*sibling));
    }

    // Without recursion: views stand on views, and nobody limits how many.
    void need(std::size_t first) {
        std::vector<std::size_t> pending = {first};
        while (!pending.empty()) {
            const std::size_t i = pending.back();
            pending.pop_back();
            if (!all_.insert(i).second) continue;
            for (const std::size_t on : needs_[i]) pending.push_back(on);
            const Object* const owner = container(i);
            if (owner) pending.push_back(live_.position(*owner));
            // A relation or type is made with its columns and checks.
            for (const std::size_t part : parts(i))
                if (made_with(live_.objects()[part])) pending.push_back(part);
        }
    }

    static bool made_with(const Object& part) {
        const Kind kind = part.id.kind;
        return kind == Kind::column || kind == Kind::view_column || kind == Kind::domain_constraint;
    }

    const Model& live_;
    std::vector<std::vector<std::size_t>> needs_;
    std::vector<std::vector<Dependency>> needed_by_;
    Positions all_, whole_;
};

void add_live(const Identity& id, const Model& live, Positions& out) {
    if (const Object* found = live.find(id)) out.insert(live.position(*found));
}

void add_words(std::string_view text, std::set<std::string>& out, bool inside) {
    for (const source::Token& token : source::lex(text)) {
        if (source::is_identifier(token)) out.insert(source::identifier_value(text, token));
        // A body, or a name as text.
        else if (token.kind == source::TokenKind::string && !inside) add_words(source::string_value(text, token), out, true);
    }
}

} // namespace

Positions touched_by(const Plan& steps, const Model& live, const Model& desired) {
    std::vector<std::vector<std::size_t>> needs(desired.objects().size());
    for (const Dependency& each : desired.dependencies()) needs[each.from].push_back(each.on);
    Positions out;
    for (const Step& step : steps) {
        if (step.before) add_live(*step.before, live, out);
        if (!step.after) continue;
        if (!step.after->parent.empty())
            if (const Object* owner = live.container(step.after->schema, step.after->parent)) out.insert(live.position(*owner));
        if (const Object* after = desired.find(*step.after))
            for (const std::size_t on : needs[desired.position(*after)]) add_live(desired.objects()[on].id, live, out);
    }
    return out;
}

Positions named_by(const std::string& sql, const Model& live) {
    std::set<std::string> words;
    add_words(sql, words, false);
    Positions out;
    for (std::size_t i = 0; i < live.objects().size(); ++i) {
        const Identity& id = live.objects()[i].id;
        if (id.kind != Kind::schema && !id.schema.empty() && id.kind != Kind::column && id.kind != Kind::view_column && words.contains(id.name)) out.insert(i);
    }
    return out;
}

Positions with_surroundings(const Positions& touched, const Model& live) {
    Surroundings surroundings(live);
    for (const std::size_t i : touched) surroundings.touch(i);
    return surroundings.take();
}

} // namespace flux
