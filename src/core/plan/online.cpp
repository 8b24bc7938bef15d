#include "core/plan/online.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "core/kinds/column.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/foreign_key.hpp"
#include "core/kinds/index.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/kinds/table.hpp"
#include "core/text/quote.hpp"

namespace flux {
namespace {

using Name = std::pair<std::string, std::string>; // kind and text, as steps have them

// FNV-1a: the same name for the same object in every run.
std::string temporary_name(const char* what, const std::string& of) {
    std::uint32_t hash = 2166136261u;
    for (const char c : of) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    std::string digits;
    for (int i = 0; i < 8; ++i, hash >>= 4) digits += "0123456789abcdef"[hash & 15];
    return std::string(kOnlinePrefix) + what + "_" + digits;
}

std::map<Name, const Object*> by_name(const Model& model) {
    std::map<Name, const Object*> out;
    for (const Object& object : model.objects()) out.emplace(Name(kinds::ops(object).name, object.id.text()), &object);
    return out;
}

const Object* find(const std::map<Name, const Object*>& objects, const Step& step) {
    const auto found = objects.find({step.kind, step.object});
    return found == objects.end() ? nullptr : found->second;
}

// What is dangerous of a step only because of the locks under which it reads or builds.
void spare(Step& step) {
    std::erase_if(step.hazards, [](const Finding& each) { return each.hazard == Hazard::table_scan || each.hazard == Hazard::index_build; });
    step.scans = false;
}

std::string set_not_null(const Object& column) {
    return "ALTER TABLE " + column.id.qualified_parent() + " ALTER COLUMN " + quote_ident(column.id.name) + " SET NOT NULL";
}

class Rewriter {
public:
    Rewriter(const Plan& steps, const Model& live, const Model& desired)
        : steps_(steps), live_(live), desired_(desired), live_names_(by_name(live)), desired_names_(by_name(desired)) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Name name(steps[i].kind, steps[i].object);
            first_.emplace(name, i);
            last_[name] = i;
            if (!proves_not_null(steps[i])) touched_.insert(name);
        }
        mark_atomic();
    }

    OnlinePlan plan() {
        for (std::size_t i = 0; i < steps_.size(); ++i) take(i);
        OnlinePlan out = std::move(front_);
        for (OnlinePlan* part : {&middle_, &end_})
            for (OnlineStep& step : *part) out.push_back(std::move(step));
        return out;
    }

private:
    bool proves_not_null(const Step& step) const {
        const Object* column = step.kind == "column" ? find(desired_names_, step) : nullptr;
        return column && step.sql == set_not_null(*column);
    }

    // What is dropped and made again is not missed by anybody if both is done in one transaction, and all between them.
    void mark_atomic() {
        atomic_.assign(steps_.size(), false);
        for (const auto& [name, first] : first_)
            if (steps_[first].op == Op::replace && name.first != "index")
                for (std::size_t i = first + 1; i <= last_.at(name); ++i) atomic_[i] = true;
    }
    // With the step before it, or with the one after it, in one transaction.
    bool bound(std::size_t i) const { return atomic_[i] || (i + 1 < atomic_.size() && atomic_[i + 1]); }

    void take(std::size_t i) {
        const Step& step = steps_[i];
        if (step.kind == "index" && take_index(i)) return;
        if ((step.kind == "constraint" || step.kind == "foreign key") && take_constraint(i)) return;
        if (step.kind == "column" && take_not_null(i)) return;
        if (step.kind == "table" && take_detach(i)) return;
        keep(i, step);
    }

    // In its place. Where the plan has locks that block others, each table by itself.
    void keep(std::size_t i, Step step, const std::string& why = "") {
        const bool quick = step.transactional && step.lock < Lock::share && !step.scans && !step.rewrites;
        const bool join = !middle_.empty() && step.transactional && middle_.back().step.transactional &&
                          (atomic_[i] || i == kept_ || (quick && quick_));
        if (!join) ++group_;
        quick_ = quick;
        kept_ = i;
        middle_.push_back({std::move(step), why, group_});
    }

    void add(OnlinePlan& part, Step step, const std::string& why) { part.push_back({std::move(step), why, ++group_}); }

    // Nothing that the object is made of is changed by the plan, and its table is there.
    bool stands_apart(const Object& object, const Model& model) const {
        const Object* table = live_.container(object.id.schema, object.id.parent);
        if (!table || is_touched(*table) || !desired_.find(table->id)) return false;
        const std::size_t position = model.position(object);
        for (const Dependency& each : model.dependencies())
            if (each.from == position) {
                const Object& on = model.objects()[each.on];
                if (is_touched(on) || !live_.find(on.id)) return false;
            }
        return true;
    }
    bool is_touched(const Object& object) const { return touched_.contains({std::string(kinds::ops(object).name), object.id.text()}); }
    bool table_is_there(const Object& object) const {
        const Object* table = live_.container(object.id.schema, object.id.parent);
        return table && desired_.find(table->id) && !first_.contains({"table", table->id.text()});
    }

    static Step concurrently(Step step, const std::string& head, const std::string& name, const std::string& rest) {
        spare(step);
        step.scans = head.starts_with("CREATE");
        step.sql = head + " CONCURRENTLY " + name + rest;
        step.lock = Lock::share_update_exclusive;
        step.transactional = false;
        return step;
    }

    bool take_index(std::size_t i) {
        const Step& step = steps_[i];
        const Object *from = find(live_names_, step), *to = find(desired_names_, step);
        if (from && step.sql == "DROP INDEX " + from->id.qualified()) return take_index_drop(i, *from, to);
        if (!to || to->as<kinds::Index>().partitioned || !table_is_there(*to)) return false;
        const std::string head = std::string("CREATE ") + (to->as<kinds::Index>().unique ? "UNIQUE " : "") + "INDEX";
        const std::string start = head + " " + quote_ident(to->id.name);
        if (!step.sql.starts_with(start)) return false;
        const std::string rest = step.sql.substr(start.size());
        if (from && swapped_.contains(from->id)) return swap(i, *to, concurrently(step, head, quote_ident(new_name(*to)), rest));
        Step build = concurrently(step, head, quote_ident(to->id.name), rest);
        if (!from && stands_apart(*to, desired_)) return add(front_, std::move(build), "built without blocking writers"), true;
        if (bound(i)) return keep(i, step, "built in one transaction with what is replaced around it"), true;
        return keep(i, std::move(build), "built without blocking writers"), true;
    }

    static std::string new_name(const Object& index) { return temporary_name("new", index.id.text()); }
    static std::string old_name(const Object& index) { return temporary_name("old", index.id.text()); }

    bool take_index_drop(std::size_t i, const Object& from, const Object* to) {
        const auto& x = from.as<kinds::Index>();
        if (x.partitioned || x.attached_to || !stands_apart(from, live_)) return false;
        if (to && to->as<kinds::Index>().partitioned) return false;
        if (to && !stands_apart(*to, desired_)) return false;
        if (to) return swapped_.insert(from.id), true;
        add(end_, concurrently(steps_[i], "DROP INDEX", from.id.qualified(), ""), "dropped without waiting for a lock that blocks others");
        return true;
    }

    // The new one stands before the old one goes.
    bool swap(std::size_t i, const Object& index, Step build) {
        add(front_, std::move(build), "built beside the index that it replaces");
        Step rename = steps_[i];
        rename.lock = Lock::share_update_exclusive;
        spare(rename);
        rename.sql = "ALTER INDEX " + index.id.qualified() + " RENAME TO " + quote_ident(old_name(index));
        keep(i, rename, "takes the place of the old index");
        rename.sql = "ALTER INDEX " + quote_qualified(index.id.schema, new_name(index)) + " RENAME TO " + quote_ident(index.id.name);
        keep(i, rename, "takes the place of the old index");
        add(end_, concurrently(steps_[i], "DROP INDEX", quote_qualified(index.id.schema, old_name(index)), ""), "no longer used");
        return true;
    }

    bool take_constraint(std::size_t i) {
        const Step& step = steps_[i];
        const Object* to = find(desired_names_, step);
        if (!to || !step.scans || !table_is_there(*to)) return false;
        if (!step.sql.starts_with("ALTER TABLE " + to->id.qualified_parent() + " ADD CONSTRAINT ")) return false;
        const bool partitioned = kinds::is_partitioned(*to, desired_);
        if (step.kind == "foreign key")
            return partitioned ? (keep(i, step, "a partitioned table cannot prove its foreign keys later"), true) : prove_later(i, *to);
        const auto& k = to->as<kinds::Constraint>();
        if (k.type == "check") return prove_later(i, *to);
        return k.type != "exclude" && !partitioned && take_key(i, *to);
    }

    bool prove_later(std::size_t i, const Object& constraint) {
        Step add_it = steps_[i], prove = steps_[i];
        add_it.sql += " NOT VALID";
        spare(add_it);
        spare(prove);
        prove.scans = true;
        prove.op = Op::validate;
        prove.sql = "ALTER TABLE " + constraint.id.qualified_parent() + " VALIDATE CONSTRAINT " + quote_ident(constraint.id.name);
        prove.lock = Lock::share_update_exclusive;
        keep(i, std::move(add_it), "proven later, without blocking writers");
        add(end_, std::move(prove), "proves the rows without blocking writers");
        return true;
    }

    // UNIQUE [NULLS NOT DISTINCT] (…) [INCLUDE (…)], as an index says it.
    static std::string index_columns(std::string definition) {
        static constexpr std::string_view kDistinct = "NULLS NOT DISTINCT ";
        definition.erase(0, definition.starts_with("PRIMARY KEY ") ? 12 : definition.starts_with("UNIQUE ") ? 7 : definition.size());
        if (definition.starts_with(kDistinct)) definition = definition.substr(kDistinct.size()) + " NULLS NOT DISTINCT";
        return definition;
    }

    bool take_key(std::size_t i, const Object& key) {
        const auto& k = key.as<kinds::Constraint>();
        const std::string definition = k.definition.sql(), columns = index_columns(definition);
        if (columns.empty() || definition.find(" WITHOUT OVERLAPS") != std::string::npos || !stands_apart(key, desired_)) return false;
        const std::string index = temporary_name("key", key.id.text());
        const bool primary = k.type == "primary key";
        if (primary)
            for (const std::string& column : k.columns) prove_column({Kind::column, key.id.schema, key.id.parent, column, ""});
        add(front_, concurrently(steps_[i], "CREATE UNIQUE INDEX", quote_ident(index),
                                 " ON " + key.id.qualified_parent() + " " + columns + kinds::with_options(k.options) +
                                     (k.tablespace ? " TABLESPACE " + quote_ident(*k.tablespace) : "")),
            "the key's index is built without blocking writers");
        Step use = steps_[i];
        spare(use);
        use.sql = "ALTER TABLE " + key.id.qualified_parent() + " ADD CONSTRAINT " + quote_ident(key.id.name) +
                  (primary ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " + quote_ident(index) +
                  kinds::constraint_state(k.deferrable, k.initially_deferred, true, true);
        keep(i, std::move(use), "takes over the index that was built");
        if (primary) drop_proofs(i, key);
        return true;
    }

    // Of columns that get their NOT NULL from the key alone.
    void drop_proofs(std::size_t i, const Object& key) {
        for (const std::string& name : key.as<kinds::Constraint>().columns) {
            const Object* column = desired_.find({Kind::column, key.id.schema, key.id.parent, name, ""});
            if (column && proven_.contains(column->id) && !first_.contains({"column", column->id.text()})) keep(i, drop_proof(*column), kProofDone);
        }
    }

    static constexpr const char* kProofDone = "the check has done its work";
    Step drop_proof(const Object& column) const {
        return about(column, "ALTER TABLE " + column.id.qualified_parent() + " DROP CONSTRAINT " + quote_ident(proof_name(column)),
                     Lock::access_exclusive, false);
    }

    static std::string proof_name(const Object& column) { return temporary_name("not_null", column.id.text()); }

    Step about(const Object& column, std::string sql, Lock lock, bool scans) const {
        return {.op = Op::alter, .kind = "column", .object = column.id.text(), .sql = std::move(sql), .hazards = {}, .lock = lock, .scans = scans};
    }

    // A check that is proven lets SET NOT NULL believe it. True where the column has one, or needs none.
    bool prove_column(const Identity& id) {
        const Object *from = live_.find(id), *to = desired_.find(id);
        if (!from || !to || !table_is_there(*to) || is_touched(*from)) return false;
        if (from->as<kinds::Column>().not_null || !proven_.insert(id).second) return true;
        const Object* table = live_.container(id.schema, id.parent);
        if (!kinds::children_of(*table, live_).empty() && !kinds::is_partitioned(*to, live_)) return false;
        const std::string alter = "ALTER TABLE " + to->id.qualified_parent(), name = quote_ident(proof_name(*to));
        add(front_, about(*to, alter + " ADD CONSTRAINT " + name + " CHECK (" + quote_ident(id.name) + " IS NOT NULL) NOT VALID", Lock::access_exclusive, false),
            "from here on no NULL gets in");
        add(front_, about(*to, alter + " VALIDATE CONSTRAINT " + name, Lock::share_update_exclusive, true), "proves that no NULL is there, without blocking writers");
        return true;
    }

    bool take_not_null(std::size_t i) {
        const Step& step = steps_[i];
        if (!proves_not_null(step)) return false;
        const Object* column = find(desired_names_, step);
        if (!prove_column(column->id)) return false;
        Step set = step;
        spare(set);
        keep(i, std::move(set), "needs no look at the rows: a check has proven it");
        keep(i, drop_proof(*column), kProofDone);
        return true;
    }

    // PostgreSQL cannot where there is a default partition.
    bool take_detach(std::size_t i) {
        const Object *from = find(live_names_, steps_[i]), *to = find(desired_names_, steps_[i]);
        if (!from || !to || bound(i)) return false;
        const auto& parent = kinds::links_of(*from).partition_of;
        if (!parent || kinds::links_of(*to).partition_of) return false;
        if (steps_[i].sql != "ALTER TABLE " + *parent + " DETACH PARTITION " + from->id.qualified()) return false;
        for (const Object* table : kinds::parents_of(*from, live_))
            for (const Object* sibling : kinds::children_of(*table, live_))
                if (kinds::links_of(*sibling).bound == "DEFAULT") return false;
        Step detach = steps_[i];
        detach.sql += " CONCURRENTLY";
        detach.lock = Lock::share_update_exclusive;
        detach.transactional = false;
        keep(i, std::move(detach), "lets queries of the partitioned table go on");
        return true;
    }

    const Plan& steps_;
    const Model &live_, &desired_;
    const std::map<Name, const Object*> live_names_, desired_names_;
    std::map<Name, std::size_t> first_, last_;
    std::set<Name> touched_;
    std::vector<bool> atomic_; // in one transaction with the step before it
    std::set<Identity> swapped_, proven_;
    OnlinePlan front_, middle_, end_;
    int group_ = 0;
    std::size_t kept_ = static_cast<std::size_t>(-1);
    bool quick_ = false;
};

} // namespace

OnlinePlan online_plan(const Plan& steps, const Model& live, const Model& desired) { return Rewriter(steps, live, desired).plan(); }

} // namespace flux
