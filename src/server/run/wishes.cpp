#include "server/run/wishes.hpp"

#include "core/kinds/kind_ops.hpp"
#include "core/kinds/sequence.hpp"
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

// The name with the first `word` that stands between underscores or ends replaced; empty where there is none.
std::string with_word_replaced(const std::string& name, const std::string& word, const std::string& by) {
    for (auto at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || name[at - 1] == '_') && (end == name.size() || name[end] == '_'))
            return name.substr(0, at) + by + name.substr(end);
    }
    return {};
}

bool belongs(const Object& object, const Identity& table) {
    if (object.id.schema != table.schema) return false;
    if (object.id.kind == Kind::sequence) {
        const auto& owner = object.as<kinds::Sequence>().owned_by;
        return owner && owner->starts_with(table.qualified() + ".");
    }
    return object.id.parent == table.name &&
           (object.id.kind == Kind::index || object.id.kind == Kind::constraint || object.id.kind == Kind::foreign_key);
}

// The server makes up names of keys, indexes and sequences from those of table and column, and renames none of them
// later. Where the declaration has such a name, what bears the old one is meant.
void add_followers(const RenameWish& wish, const Model& desired, std::vector<RenameWish>& renames) {
    if (wish.to.kind != Kind::table && wish.to.kind != Kind::column) return;
    Identity table = wish.to;
    if (wish.to.kind == Kind::column) table = {Kind::table, wish.to.schema, "", wish.to.parent, ""};
    for (const Object& object : desired.objects()) {
        if (!belongs(object, table)) continue;
        std::string old_name = with_word_replaced(object.id.name, wish.to.name, wish.old_name);
        if (!old_name.empty()) renames.push_back({object.id, "", std::move(old_name)});
    }
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
    std::vector<RenameWish> followers;
    for (const RenameWish& wish : wishes.renames)
        if (wish.part.empty()) add_followers(wish, desired, followers);
    wishes.renames.insert(wishes.renames.end(), followers.begin(), followers.end());
    return wishes;
}

} // namespace flux::run
