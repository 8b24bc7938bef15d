#include "core/diff/hand_renames.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/source/lexer.hpp"
#include "core/text/array.hpp"
#include "core/text/quote.hpp"

namespace flux {
namespace {

using source::Token;
using source::TokenKind;
using Names = std::map<std::string, std::string>; // live → before

// Brings texts in which the server has printed names to a form in which the live names and those before are the same.
class Renamer {
public:
    explicit Renamer(const std::vector<Rename>& renames) {
        for (const Rename& rename : renames) names_[rename.from.name] = rename.to.name;
        for (const Rename& rename : renames) all_.insert(rename.to.name);
    }

    std::string cell(const std::string& text) const {
        if (const auto at = names_.find(text); at != names_.end()) return at->second;
        if (text.starts_with('{') || text.starts_with('[')) {
            auto document = nlohmann::json::parse(text, nullptr, false);
            if (document.is_discarded() && text.starts_with('{')) document = parse_array(text);
            if (document.is_structured()) return walk(document), document.dump();
        }
        return sql(text);
    }

private:
    // `t.live AS before` is what is left of `t.before` by a rename, so that such an AS is left out. All else stays as it is.
    std::string sql(const std::string& text) const {
        std::string out;
        std::size_t copied = 0;
        const std::vector<Token> tokens = source::lex(text);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (i > 0 && i + 1 < tokens.size() && source::is_word(text, tokens[i], "as") && is_renamed(text, tokens[i + 1])) {
                if (copied < tokens[i - 1].end) out.append(text, copied, tokens[i - 1].end - copied);
                copied = tokens[++i].end;
            } else if (const auto now = token(text, tokens[i])) {
                out.append(text, copied, tokens[i].start - copied).append(*now);
                copied = tokens[i].end;
            }
        }
        return out.append(text, copied);
    }

    bool is_renamed(const std::string& text, const Token& token) const {
        return source::is_identifier(token) && all_.contains(renamed(source::identifier_value(text, token)));
    }

    // nullopt where it stays as it is.
    std::optional<std::string> token(const std::string& text, const Token& token) const {
        if (source::is_identifier(token)) {
            if (!is_renamed(text, token)) return std::nullopt;
            return quote_ident(renamed(source::identifier_value(text, token)));
        }
        if (token.kind != TokenKind::string) return std::nullopt;
        // 'app.numbers'::regclass
        const std::vector<std::string> parts = source::qualified_name(source::string_value(text, token));
        std::string out;
        bool found = false;
        for (const std::string& part : parts) {
            found = found || all_.contains(renamed(part));
            out += (out.empty() ? "" : ".") + quote_ident(renamed(part));
        }
        return found && parts.size() > 1 ? std::optional(quote_literal(out)) : std::nullopt;
    }

    std::string renamed(const std::string& name) const {
        const auto at = names_.find(name);
        return at == names_.end() ? name : at->second;
    }

    void walk(nlohmann::json& value) const {
        if (value.is_string()) value = cell(value.get<std::string>());
        else if (value.is_structured())
            for (auto& each : value) walk(each);
    }

    Names names_;
    std::set<std::string> all_;
};

std::map<std::pair<Kind, Address>, const Object*> by_address(const Model& model) {
    std::map<std::pair<Kind, Address>, const Object*> out;
    for (const Object& object : model.objects()) out.emplace(std::pair(object.id.kind, object.address), &object);
    return out;
}

// The identity with what its parent was called before.
Identity under_old_parent(Identity id, const std::vector<Rename>& renames) {
    if (id.parent.empty()) return id;
    for (const Rename& rename : renames)
        if (rename.from.kind != Kind::schema && rename.from.parent.empty() && rename.from.schema == id.schema && rename.from.name == id.parent &&
            !kinds::ops(rename.from.kind).shares_routine_names)
            id.parent = rename.to.name;
    return id;
}

// The shape of a view has names of its own, and bodies are as people wrote them.
bool is_printed(const std::string& column) { return column != "shape" && column != "body" && column != "settings"; }

Identity before_all(const Identity& id, const std::vector<Rename>& renames, const Renamer& renamer) {
    Identity out = under_old_parent(id, renames);
    for (const Rename& rename : renames)
        if (rename.from.kind == Kind::schema && rename.from.name == out.schema) {
            out.schema = rename.to.name;
            break;
        }
    for (const Rename& rename : renames)
        if (rename.from == out) return rename.to;
    if (!out.args.empty()) out.args = renamer.cell(out.args);
    return out;
}

} // namespace

std::vector<Rename> hand_renames(const Model& live, const Model& before) {
    const auto old = by_address(before);
    std::vector<Rename> renames;
    for (const bool parents : {true, false}) {
        const std::vector<Rename> of_parents = renames;
        std::set<Identity> taken;
        for (const Object& object : live.objects()) taken.insert(under_old_parent(object.id, of_parents));
        for (const Object& object : live.objects()) {
            if (object.id.parent.empty() != parents || !kinds::ops(object).rename) continue;
            const auto at = old.find({object.id.kind, object.address});
            if (at == old.end()) continue;
            const Identity from = under_old_parent(object.id, of_parents);
            const Identity& to = at->second->id;
            // Another schema or other arguments: no rename leads back. Nor where another one bears the name now.
            if (from.name == to.name || from.schema != to.schema || from.parent != to.parent || taken.contains(to)) continue;
            renames.push_back({from, to});
        }
    }
    return renames;
}

Model with_names_before(const Recorded& live, const Recorded& before, const std::vector<Rename>& renames) {
    const Renamer renamer(renames);
    std::vector<Object> objects;
    std::vector<Identity> ids; // by the position in `live`
    for (const Object& object : live.model.objects()) {
        Object& out = objects.emplace_back(object);
        out.id = before_all(object.id, renames, renamer);
        ids.push_back(out.id);
        const Object* const was = before.model.find(out.id);
        if (was == nullptr || out.attributes == was->attributes) continue;
        kinds::Cells cells = live.rows.cells(object.id);
        const kinds::Cells& old = before.rows.cells(out.id);
        const auto& columns = live.rows.columns(object.id);
        if (columns != before.rows.columns(out.id)) continue;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (cells[i] && old[i] && is_printed(columns[i]) && renamer.cell(*cells[i]) == renamer.cell(*old[i])) cells[i] = old[i];
        out = kinds::read_again(out, columns, cells);
    }
    Model model(std::move(objects));
    std::vector<Dependency> dependencies;
    const auto position = [&](std::size_t old) { return model.position(*model.find(ids[old])); };
    for (const Dependency& each : live.model.dependencies())
        dependencies.push_back({position(each.from), each.facet, position(each.on)});
    model.set_dependencies(std::move(dependencies));
    model.outside_dependents = live.model.outside_dependents;
    for (OutsideDependent& each : model.outside_dependents) each.on = position(each.on);
    std::sort(model.outside_dependents.begin(), model.outside_dependents.end());
    model.server_version = live.model.server_version;
    model.server_default_privileges = live.model.server_default_privileges;
    return model;
}

} // namespace flux
