#include "names/type_names.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "failure.hpp"
#include "ir/glob.hpp"
#include "names/plural.hpp"
#include "names/scope.hpp"

namespace flux::gen {
namespace {

struct Wanted {
    const Named* object;
    const Routine* routine = nullptr;
    std::optional<std::string> chosen; // by the user
    std::string bare, singular;
    int place = 0; // of its schema
};

class Work {
public:
    Work(const Schema& schema, const Settings& settings, const NamingRules& rules)
        : schema_(schema), settings_(settings), rules_(rules) {}

    std::vector<Wanted> wanted() {
        const bool singular = settings_.flag("singular");
        for (const Relation& relation : schema_.relations) add(relation, singular);
        for (const Enum& type : schema_.enums) add(type, singular);
        for (const Domain& type : schema_.domains) add(type, false);
        for (const Composite& type : schema_.composites) add(type, singular);
        for (const Range& type : schema_.ranges) add(type, false);
        for (const Routine& routine : schema_.routines) add_routine(routine);
        std::stable_sort(out_.begin(), out_.end(),
                         [](const Wanted& a, const Wanted& b) { return rank(a) < rank(b); });
        return std::move(out_);
    }

    // A digit cannot begin a name; nothing cannot be one.
    std::string cased(const std::string& name) const {
        std::string out = to_case(name, rules_.style, rules_.initialisms);
        if (out.empty()) out = to_case("unnamed", rules_.style);
        if (out[0] >= '0' && out[0] <= '9') out.insert(0, rules_.style == Case::pascal ? "N" : "n");
        return rules_.finish ? rules_.finish(std::move(out)) : out;
    }

private:
    // Who was named by the user first, then who keeps its own name, then by schema and name.
    static std::tuple<bool, bool, bool, int, const QName&, const std::string&> rank(const Wanted& wanted) {
        static const std::string none;
        return {!wanted.chosen, wanted.routine != nullptr, wanted.bare != wanted.singular,
                wanted.place,   wanted.object->name,       wanted.routine ? wanted.routine->signature : none};
    }

    int place(const std::string& schema) const {
        const auto& order = settings_.list("schemas");
        const auto at = std::find(order.begin(), order.end(), schema);
        if (at != order.end()) return static_cast<int>(at - order.begin());
        return static_cast<int>(order.size()) + (schema == "public" ? 0 : 1);
    }

    std::optional<std::string> chosen(const Named& object) const {
        std::optional<std::string> out;
        for (const std::string& item : settings_.list("names")) {
            const auto equals = item.find('=');
            if (equals == std::string::npos) throw misuse("names: \"" + item + "\" is not PATTERN = NAME");
            const auto strip = [](std::string text) {
                std::erase(text, ' ');
                return text;
            };
            if (matches_any({strip(item.substr(0, equals))}, object.name.schema, object.name.name))
                out = strip(item.substr(equals + 1));
        }
        return object.remarks.rename ? object.remarks.rename : out;
    }

    void add(const Named& object, bool may_be_plural) {
        const std::string one = may_be_plural ? singular(object.name.name) : object.name.name;
        out_.push_back({&object, nullptr, chosen(object), cased(object.name.name), cased(one),
                        place(object.name.schema)});
    }

    // Overloads carry their argument types, all of them: a further one changes no other's name… but the
    // first's.
    void add_routine(const Routine& routine) {
        const auto same = std::count_if(schema_.routines.begin(), schema_.routines.end(),
                                        [&](const Routine& other) { return other.name == routine.name; });
        std::string name = routine.name.name;
        if (same > 1) name += "_" + (routine.signature.empty() ? "no_arguments" : routine.signature);
        out_.push_back(
            {&routine, &routine, chosen(routine), cased(name), cased(name), place(routine.name.schema)});
    }

    const Schema& schema_;
    const Settings& settings_;
    const NamingRules& rules_;
    std::vector<Wanted> out_;
};

} // namespace

TypeNames::TypeNames(const Schema& schema, const Settings& settings, const NamingRules& rules) {
    Work work(schema, settings, rules);
    Scope scope(rules.reserved);
    const std::string& prefixing = settings.text("schema_prefix");
    for (const Wanted& wanted : work.wanted()) {
        const QName& name = wanted.object->name;
        const std::string before = work.cased(name.schema);
        std::vector<std::string> wishes;
        if (wanted.chosen) wishes.push_back(*wanted.chosen);
        if (prefixing != "always") wishes.insert(wishes.end(), {wanted.singular, wanted.bare});
        if (prefixing != "never")
            wishes.insert(wishes.end(), {before + wanted.singular, before + wanted.bare});
        wishes.push_back(wanted.bare + "_");
        const std::string taken = scope.take(wishes, rules.derived);
        if (wanted.routine)
            routines_[{name, wanted.routine->signature}] = taken;
        else
            types_[name] = taken;
    }
}

std::vector<std::string> field_names(const std::vector<std::string>& names,
                                     const std::vector<std::string>& wishes,
                                     const std::set<std::string>& reserved) {
    Scope scope(reserved);
    std::vector<std::string> out(names.size());
    // Who is called so already comes before who is made to be.
    for (const bool exact : {true, false})
        for (std::size_t i = 0; i < names.size(); ++i)
            if ((names[i] == wishes[i]) == exact) out[i] = scope.take({wishes[i], wishes[i] + "_"});
    return out;
}

} // namespace flux::gen
