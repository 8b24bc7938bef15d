// What the program can do with a kind of object. Each kind fills one such table in its own file; all.cpp
// lists them. To add a kind: a value in model/kind.hpp, a file pair here, a line in all.cpp, a test.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/model.hpp"
#include "core/plan/script.hpp"

namespace flux::kinds {

// The attributes that differ between two states of one object. A kind takes those it can alter in place; what
// nobody took makes the planner replace the object, so that no difference is ever dropped in silence.
class Changes {
public:
    explicit Changes(std::vector<AttributeChange> changes) : changes_(std::move(changes)) {}
    // True, once, where the attribute differs.
    bool take(std::string_view attribute);
    // Does it differ? Leaves it to be taken.
    bool has(std::string_view attribute) const;
    bool left() const { return !changes_.empty(); }
    const std::vector<AttributeChange>& rest() const { return changes_; }

private:
    std::vector<AttributeChange> changes_;
};

// Why an object must give way although nothing about it changed.
struct Upheaval {
    bool default_value =
        false;         // what its default uses is dropped or replaced: release and set the default again
    bool type = false; // its type is built anew under the same name: convert the column
    bool link = false; // what it is attached to is dropped or replaced: release it and attach it again
};

struct Creation {
    const Object& object;
    std::span<const Object* const>
        parts;          // children that this CREATE carries along: columns by position, then constraints
    const Model& model; // the model that the object is from
    const Model& live;  // what is there before anything runs
    // Defaults (of columns among `parts`, or of `object` where it is a column) that come later by a statement
    // of their own, because a dependency cycle was cut there. set_default writes them.
    std::span<const Object* const> without_default;
    bool omits_default(const Object& column) const;
};

struct Alteration {
    const Object& from;
    const Object& to;
    const Model& live;
    const Model& desired;
    Changes& changes;
    Upheaval upheaval;
    std::string using_expression; // from a directive, empty where there is none
};

// A relation that is built anew and keeps its rows: its old form steps aside under another name, is emptied into the new
// one, and dropped.
struct Move {
    const Object& from;
    const Object* to; // nullptr: the old one goes, and its rows with those of what it is attached to
    const Model& live;
    const Model& desired;
    bool within = false; // its rows move with those of the relation that it is attached to, before and after
    const std::map<Identity, std::string>& using_expressions;
    const std::set<std::string>& rebuilt; // columns whose type is built anew under the same name
};

// How a dependent takes it when something it uses is dropped, replaced or converted.
enum class Reaction {
    none,          // PostgreSQL carries it along
    replace,       // drop it before, create it after
    reset_default, // Upheaval::default_value
    convert,       // Upheaval::type
    relink,        // Upheaval::link
};

enum class Cause {
    gone,      // what it uses is dropped or replaced
    converted, // the column it uses changes its type
};

struct Ops {
    Kind kind;
    std::string_view name;   // "materialized view": the `kind` of steps and of the model's JSON
    std::string_view plural; // key in the model's JSON: "materialized_views"

    // The catalog query. Parameters: $1 oid[] the managed schemas. It yields the common columns
    //   classid oid, objid oid, objsubid int, schema text, parent text, name text, args text, owner oid, acl
    //   aclitem[]
    // (NULL where they do not apply) and one column a field of the kind's struct. Common work (comments,
    // owner names, privileges, leaving out members of extensions) is done around it. `version` is
    // server_version_num.
    std::string (*query)(int version);
    Attributes (*read)(const Row& row);

    // What COMMENT ON and ALTER … say: "TABLE public.t", "CONSTRAINT c ON public.t".
    std::string (*target)(const Object& object);

    void (*create)(const Creation& creation, Script& script);
    void (*alter)(const Alteration& alteration, Script& script);
    void (*drop)(const Object& object, Script& script);
    // nullptr where the kind cannot be renamed. `to` has the new name (and may have the new schema).
    void (*rename)(const Object& from, const Identity& to, Script& script) = nullptr;
    // For a kind whose labels or attributes have names of their own, by which directives rename them.
    void (*rename_part)(const Object& object, const std::string& from, const std::string& to, Script& script) = nullptr;
    // What makes one of two objects of this kind, of the same parent, the other one under another name: equal
    // keys that are not empty. Then a difference in names is a rename, and nothing is dropped and built again.
    std::string (*twin_key)(const Object& object) = nullptr;
    // How `object` takes a change of what it depends on (by `facet`). The default is Reaction::replace.
    Reaction (*react)(const Object& object, Facet facet, const Object& on, Cause cause) = nullptr;
    // True where this alteration needs the dependents out of the way (ALTER COLUMN … TYPE): they are asked to
    // react to Cause::converted. Called before alter, with all changes still there.
    bool (*converts)(const Alteration& alteration) = nullptr;
    // Where the object comes and goes with another one of the same kind (an inherited column), the statement
    // for that one does the work. Answers with the object that carries it, nullptr where it stands by itself.
    const Object* (*carried_by)(const Object& object, const Model& model) = nullptr;
    // Instead of drop, where something that the object carries stays: takes nothing along.
    void (*drop_alone)(const Object& object, Script& script) = nullptr;
    // The object of the same kind whose statements must run before this one's, where both change: an
    // inherited column's parent. nullptr where there is none.
    const Object* (*follows)(const Object& object, const Model& model) = nullptr;
    // Is `from`, as it becomes `to`, detached from `parent` for a while, or for good? What is altered there meanwhile does
    // not reach it. nullptr: no.
    bool (*leaves)(const Object& from, const Object& to, const Object& parent) = nullptr;
    // Does the alteration let go of what the object was attached to only in its late statements, when it is attached to
    // something else already? Answered with nullptr: no, before anything else.
    bool (*lets_go_late)(const Alteration& alteration) = nullptr;
    // Which part of `object` a pg_depend row of that deptype binds. The default is Facet::whole.
    // (Facet::default_value is known to the reader: it comes from pg_attrdef.)
    Facet (*facet)(const Object& object, const Object& on, char deptype) = nullptr;
    // For a type that columns use: instead of drop, a release statement that renames the old type out of the
    // way and a cleanup statement that drops it. The planner uses it when a dependent reacts with
    // Reaction::convert. `to` is what takes its place: what is lost on the way shows as a hazard.
    void (*set_aside)(const Object& from, const Object& to, Script& script) = nullptr;
    // True for a type that functions it is made of name in turn: they are created after its shell (Phase::early), and are
    // dropped by its DROP, which says CASCADE.
    bool (*names_itself)(const Object& object) = nullptr;
    // What only one object of the kind can be at a time, whatever it is called: the default for a type.
    std::optional<std::string> (*place)(const Object& object) = nullptr;
    // Instead of drop, for a relation that is built anew and keeps its rows: release statements by which it steps aside
    // with all that would stand in the way of its successor, rows statements and cleanup statements.
    void (*keep_rows)(const Move& move, Script& script) = nullptr;
    // Do the rows of `from` belong to `on` as well, now and (as `to`, where there is one) afterwards? A partition's do.
    bool (*shares_rows)(const Object& from, const Object* to, const Object& on) = nullptr;
    // May it stay with what steps aside until that is dropped? The others are dropped before. nullptr: no.
    bool (*steps_aside)(const Object& part) = nullptr;
    // Can this alteration only be had by building anew what the object belongs to? Called before alter.
    bool (*rebuilds_parent)(const Alteration& alteration) = nullptr;
    // For a column whose default was cut off its creation or must go before it: the statements that set and
    // drop it.
    void (*set_default)(const Object& column, Script& script) = nullptr;
    void (*drop_default)(const Object& column, Script& script) = nullptr;
    // Columns stand in this order in CREATE TABLE and in the model's JSON; nullptr: by name.
    std::int64_t (*position)(const Object& object) = nullptr;

    // What the object uses without the server knowing (the body of a routine): names as schema and name,
    // schema empty where the text leaves it open. Relations and routines; they order creation where no cycle
    // forbids it.
    std::vector<std::pair<std::string, std::string>> (*soft_uses)(const Object& object) = nullptr;

    // Gives a declared object what its declaration cannot say and leaves as it is: secrets that it does not speak of.
    void (*keep_undeclared)(Object& declared, const Object& live) = nullptr;
    // Takes away what a dump must not hold.
    void (*leave_out_secrets)(Object& object) = nullptr;
    // Instead of `query`, for a superuser, who may read more.
    std::string (*superuser_query)(int version) = nullptr;

    char acl_type = 0;             // acldefault()'s letter, 0 where the kind carries no privileges
    std::string_view grant_word{}; // what GRANT … ON says before the name: "TABLE"; empty: the word of target
    bool in_database = false;      // belongs to the database: each object whose identity names no schema
    // The catalog that holds its objects, and which of the rows there: those with one of `letters` in `letter_column`. Where
    // there are none that initdb did not make, the query is not run. Empty: it always is.
    std::string_view catalog{};
    std::string_view letter_column{};
    std::string_view letters{};
    // Of a kind that belongs to the database: the column that names its objects. A shadow whose source declares the kind
    // sets aside what is there, by another name; without a name column, by hiding the rows.
    std::string_view name_column{};
    bool part_of_parent = false;   // CREATE of the parent carries it where no cycle forbids it
    bool replace_loses_data = false; // dropping it loses data
    bool goes_with_owner =
        false; // what it depends on by Facet::late takes it along when dropped (an owned sequence)
    bool lets_go_first = false; // an alteration lets go of what it is linked to (Facet::link) in its release statements
    bool shares_routine_names = false;  // its name and arguments must be free in pg_proc
    bool shares_relation_names = false; // its name must be free in pg_class
    bool shares_type_names = false;     // its name must be free in pg_type
};

const Ops& ops(Kind kind);
inline const Ops& ops(const Object& object) {
    return ops(object.id.kind);
}
std::span<const Ops* const> all(); // in the order of Kind

// A piece of a catalog query that depends on the server: `then` from that major version on, else `otherwise`.
inline std::string since(int version, int major, std::string_view then, std::string_view otherwise) {
    return std::string(version >= major * 10000 ? then : otherwise);
}

} // namespace flux::kinds
