#include "core/source/references.hpp"

#include <algorithm>
#include <array>

#include "core/source/lexer.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

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

// Why a stack of things to do, and no recursion: an expression can be thousands of levels deep, a server's
// stack is not.
class Walk {
public:
    explicit Walk(std::vector<Name>& names) : names_(names) {}

    void tree(Tree root) {
        todo_.push_back({What::visit, root, 0});
        while (!todo_.empty()) {
            const Step step = todo_.back();
            todo_.pop_back();
            if (step.what == What::enter_scope)
                common_tables_.push_back(text(untagged(step.node), "ctename"));
            else if (step.what == What::leave_scope)
                common_tables_.resize(step.scope);
            else
                visit(step.node);
        }
    }

private:
    enum class What { visit, enter_scope, leave_scope };
    struct Step {
        What what;
        Tree node;
        std::size_t scope;
    };

    void visit(Tree node) {
        Tree with = field(node, "withClause");
        if (!with.is_null()) todo_.push_back({What::leave_scope, {}, common_tables_.size()});
        if (node.is_object()) own_names(node);
        for (Tree child : node)
            if (child.is_structured() && child.key() != "withClause")
                todo_.push_back({What::visit, child, 0});
        if (!with.is_null()) with_clause(with);
    }

    // A query of WITH sees the ones before it; with RECURSIVE, all. What is pushed last is done first.
    void with_clause(Tree with) {
        const bool recursive = flag(with, "recursive");
        std::vector<Step> steps;
        for (Tree query : field(with, "ctes")) {
            if (recursive) common_tables_.push_back(text(untagged(query), "ctename"));
            steps.push_back({What::visit, query, 0});
            if (!recursive) steps.push_back({What::enter_scope, query, 0});
        }
        todo_.insert(todo_.end(), steps.rbegin(), steps.rend());
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
        while (tag(node) == "TypeCast") node = field(untagged(node), "arg");
        return tag(node) == "A_Const" ? text(field(untagged(node), "sval"), "sval") : std::string();
    }

    std::vector<Name>& names_;
    std::vector<std::string> common_tables_;
    std::vector<Step> todo_;
};

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
    for_each_below(tree, [&](Tree node) {
        const std::string_view key = node.key();
        if (node.is_string() && (key == "sval" || key == "name" || key == "colname"))
            words.emplace_back(node.text());
    });
}

bool wants_keys(Tree tree) {
    bool found = false;
    for_each_below(tree, [&](Tree node) {
        found = found || node.key() == "groupClause" || node.key() == "onConflictClause";
    });
    return found;
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
