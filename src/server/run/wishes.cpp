#include "server/run/wishes.hpp"

#include <algorithm>
#include <tuple>

#include "core/kinds/kind_ops.hpp"
#include "core/source/directives.hpp"
#include "core/text/quote.hpp"

namespace flux::run {
namespace {

using source::Directive;

// Kinds that a statement does not tell apart: the name decides among them.
bool alike(Kind a, Kind b) {
    const auto constraint = [](Kind kind) { return kind == Kind::constraint || kind == Kind::foreign_key; };
    return a == b || (constraint(a) && constraint(b));
}

const Object& declared(const Directive& directive, const Model& desired, const std::string& default_schema) {
    const bool in_schema = directive.object.kind != Kind::schema && !kinds::ops(directive.object.kind).in_database;
    const std::string schema = !in_schema                        ? std::string()
                               : directive.object.schema.empty() ? default_schema
                                                                 : directive.object.schema;
    const Object* found = nullptr;
    for (const Object& object : desired.objects()) {
        if (object.id.schema != schema || object.id.name != directive.object.name ||
            object.id.parent != directive.object.parent || !alike(object.id.kind, directive.object.kind))
            continue;
        if (found != nullptr)
            throw Error(ErrorCode::feature_not_supported,
                        "a directive cannot tell which " + quote_ident(object.id.name) + " it is about", "", "",
                        directive.line);
        found = &object;
    }
    if (found == nullptr)
        throw Error(ErrorCode::syntax_error, "a directive is about " + quote_ident(directive.object.name) +
                    ", which the source does not leave behind", "", "", directive.line);
    if (!directive.old_schema.empty() && directive.old_schema != found->id.schema)
        throw Error(ErrorCode::feature_not_supported, "a directive cannot move an object to another schema", "", "",
                    directive.line);
    return *found;
}

// In the order in which each is found: what something is told by (the table of a column, the types of a routine's arguments)
// already has its new name.
void sort(std::vector<RenameWish>& wishes) {
    const auto key = [](const RenameWish& wish) {
        return std::tuple(!wish.part.empty(), kinds::ops(wish.to.kind).shares_routine_names, !wish.to.parent.empty(),
                          wish.to, wish.part);
    };
    std::sort(wishes.begin(), wishes.end(), [&](const RenameWish& a, const RenameWish& b) { return key(a) < key(b); });
}

bool same_place(const RenameWish& a, const RenameWish& b) {
    return a.part.empty() == b.part.empty() && alike(a.to.kind, b.to.kind) && a.to.schema == b.to.schema && a.to.parent == b.to.parent &&
           (a.part.empty() || a.to.name == b.to.name);
}

const std::string& new_name(const RenameWish& wish) { return wish.part.empty() ? wish.to.name : wish.part; }

// Whoever leaves a name goes before whoever takes it.
std::vector<RenameWish> chained(std::vector<RenameWish> wishes) {
    std::vector<RenameWish> out;
    while (!wishes.empty()) {
        const auto free = std::find_if(wishes.begin(), wishes.end(), [&](const RenameWish& wish) {
            return std::none_of(wishes.begin(), wishes.end(), [&](const RenameWish& other) {
                return &other != &wish && same_place(wish, other) && other.old_name == new_name(wish);
            });
        });
        if (free == wishes.end())
            throw Error(ErrorCode::feature_not_supported, "directives exchange names: " + wishes.front().to.text() + " and " + wishes.back().to.text(),
                        "Afterwards nothing would tell whether it has been done.",
                        "Rename one of them to a third name, apply that, then take the next step.");
        out.push_back(std::move(*free));
        wishes.erase(free);
    }
    return out;
}

bool declares_old(const RenameWish& wish, const Model& desired) {
    Identity old = wish.to;
    old.name = wish.old_name;
    return wish.part.empty() && desired.find(old) != nullptr;
}

} // namespace

Wishes wishes_of(std::string_view source, const Model& desired, const std::string& default_schema) {
    Wishes wishes;
    for (const Directive& directive : source::read_directives(source)) {
        const Object& object = declared(directive, desired, default_schema);
        if (directive.verb == Directive::Verb::using_expression)
            wishes.using_expressions[object.id] = directive.argument;
        else
            wishes.renames.push_back({object.id, directive.part, directive.argument});
    }
    for (RenameWish& wish : wishes.renames) wish.old_stays = declares_old(wish, desired);
    sort(wishes.renames);
    wishes.renames = chained(std::move(wishes.renames));
    return wishes;
}

} // namespace flux::run
