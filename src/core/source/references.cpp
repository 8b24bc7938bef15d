#include "core/source/references.hpp"

#include <algorithm>
#include <array>

#include "core/source/lexer.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

// Why: the tree of a statement that the guard let through can still be some thousand levels deep, at two
// calls a level.
constexpr std::size_t kMaxWalk = 10'000;

bool is_builtin_schema(std::string_view schema) {
    return schema == "pg_catalog" || schema == "information_schema";
}

void add(std::vector<Name>& names, Name name) {
    if (!name.name.empty() && !is_builtin_schema(name.schema)) names.push_back(std::move(name));
}

struct RegType {
    std::string_view type;
    Space space;
};
constexpr std::array<RegType, 10> kRegTypes = {{{"regclass", Space::relation},
                                                {"regproc", Space::routine},
                                                {"regprocedure", Space::routine},
                                                {"regtype", Space::type},
                                                {"regoper", Space::oper},
                                                {"regoperator", Space::oper},
                                                {"regcollation", Space::collation},
                                                {"regconfig", Space::text_search_configuration},
                                                {"regdictionary", Space::text_search_dictionary},
                                                {"regnamespace", Space::schema}}};

class Walk {
public:
    explicit Walk(std::vector<Name>& names) : names_(names) {}

    void tree(Tree node) {
        if (depth_ == kMaxWalk) return;
        depth_++;
        if (node.is_array())
            for (Tree element : node) tree(element);
        else if (node.is_object())
            object(node);
        depth_--;
    }

private:
    void object(Tree node) {
        if (node.size() == 1 && !tag(node).empty()) return tree(node.front());
        const std::size_t scope = common_tables_.size();
        Tree with = field(node, "withClause");
        if (!with.is_null()) with_clause(with);
        own_names(node);
        for (Tree child : node)
            if (child.is_structured() && child.key() != "withClause") tree(child);
        common_tables_.resize(scope);
    }

    // A query of WITH sees the ones before it; with RECURSIVE, all.
    void with_clause(Tree with) {
        const bool recursive = flag(with, "recursive");
        if (recursive)
            for (Tree query : field(with, "ctes")) common_tables_.push_back(text(untagged(query), "ctename"));
        for (Tree query : field(with, "ctes")) {
            tree(query);
            if (!recursive) common_tables_.push_back(text(untagged(query), "ctename"));
        }
    }

    void own_names(Tree node) {
        if (has(node, "relname"))
            relation(node);
        else if (has(node, "names") && has(node, "typemod"))
            collect_type(node, names_);
        else if (has(node, "funcname"))
            function(node);
        else if (has(node, "typeName") && has(node, "arg"))
            literal_cast(node);
        else if (has(node, "kind") && has(node, "name") && field(node, "name").is_array())
            add(names_, name_of(Space::oper, strings(field(node, "name")))); // A_Expr
        else if (has(node, "collname"))
            add(names_, name_of(Space::collation, strings(field(node, "collname"))));
        else
            by_key(node);
    }

    // Index elements, sort clauses, sublinks.
    void by_key(Tree node) {
        if (has(node, "opclass"))
            add(names_, name_of(Space::operator_class, strings(field(node, "opclass"))));
        if (has(node, "collation")) add(names_, name_of(Space::collation, strings(field(node, "collation"))));
        if (has(node, "useOp")) add(names_, name_of(Space::oper, strings(field(node, "useOp"))));
        if (has(node, "operName")) add(names_, name_of(Space::oper, strings(field(node, "operName"))));
    }

    void relation(Tree range) {
        Name name = relation_of(range);
        const bool common = name.schema.empty() && std::find(common_tables_.begin(), common_tables_.end(),
                                                             name.name) != common_tables_.end();
        if (!common) add(names_, std::move(name));
    }

    void function(Tree call) {
        const std::vector<std::string> parts = strings(field(call, "funcname"));
        add(names_, name_of(Space::routine, parts));
        const std::string_view last = parts.empty() ? std::string_view() : std::string_view(parts.back());
        if (last == "nextval" || last == "currval" || last == "setval")
            if (Tree arguments = field(call, "args"); !arguments.empty())
                collect_literal("regclass", literal(arguments.front()), names_);
    }

    void literal_cast(Tree cast) {
        const std::vector<std::string> type = strings(field(field(cast, "typeName"), "names"));
        if (!type.empty() && type.back().starts_with("reg"))
            collect_literal(type.back(), literal(field(cast, "arg")), names_);
    }

    static std::string literal(Tree node) {
        if (tag(node) == "A_Const") return text(field(untagged(node), "sval"), "sval");
        if (tag(node) == "TypeCast") return literal(field(untagged(node), "arg"));
        return {};
    }

    std::vector<Name>& names_;
    std::vector<std::string> common_tables_;
    std::size_t depth_ = 0;
};

void words_below(Tree node, std::vector<std::string>& words, std::size_t depth) {
    if (depth == kMaxWalk) return;
    if (node.is_array()) {
        for (Tree element : node) words_below(element, words, depth + 1);
        return;
    }
    if (!node.is_object()) return;
    for (Tree child : node) {
        const std::string_view key = child.key();
        if (child.is_structured())
            words_below(child, words, depth + 1);
        else if (child.is_string() && (key == "sval" || key == "name" || key == "colname"))
            words.emplace_back(child.text());
    }
}

bool keys_wanted_below(Tree node, std::size_t depth) {
    if (!node.is_structured() || depth == kMaxWalk) return false;
    if (node.is_object() && (has(node, "groupClause") || has(node, "onConflictClause"))) return true;
    for (Tree child : node)
        if (keys_wanted_below(child, depth + 1)) return true;
    return false;
}

} // namespace

void collect_references(Tree tree, std::vector<Name>& names) {
    Walk(names).tree(tree);
}

void collect_type(Tree type_name, std::vector<Name>& names) {
    Tree type = untagged(type_name);
    std::vector<std::string> parts = strings(field(type, "names"));
    if (!flag(type, "pct_type")) return add(names, name_of(Space::type, parts));
    if (parts.size() > 1) {
        parts.pop_back();
        add(names, name_of(Space::relation, parts));
    }
}

void collect_literal(std::string_view reg_type, std::string_view literal, std::vector<Name>& names) {
    const auto* found = std::find_if(kRegTypes.begin(), kRegTypes.end(),
                                     [&](const RegType& candidate) { return candidate.type == reg_type; });
    if (found == kRegTypes.end() || literal.empty()) return;
    if (reg_type == "regprocedure" || reg_type == "regoperator")
        literal = literal.substr(0, literal.find('('));
    if (found->space == Space::oper) return add(names, {Space::oper, {}, std::string(literal), {}});
    add(names, name_of(found->space, qualified_name(literal)));
}

void collect_words(Tree tree, std::vector<std::string>& words) {
    words_below(tree, words, 0);
}

bool wants_keys(Tree tree) {
    return keys_wanted_below(tree, 0);
}

void sort_unique(std::vector<Name>& names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
}

void sort_unique(std::vector<std::string>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

} // namespace flux::source
