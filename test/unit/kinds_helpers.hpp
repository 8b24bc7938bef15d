// Objects made by hand, and what their kinds write for them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/kinds/kind_ops.hpp"

namespace made {

inline flux::Object object(flux::Kind kind, const std::string& name, flux::Attributes attributes,
                           const std::string& args = {}) {
    flux::Object out;
    out.id = {.kind = kind, .schema = "app", .parent = "", .name = name, .args = args};
    out.owner = "me";
    out.attributes = std::move(attributes);
    return out;
}

inline std::vector<std::string> texts(const flux::Script& script) {
    std::vector<std::string> out;
    for (const flux::Statement& statement : script.statements()) out.push_back(statement.sql);
    return out;
}

inline std::vector<std::string> created(const flux::Object& object,
                                        std::vector<const flux::Object*> parts = {}) {
    flux::Script script;
    const flux::Model model;
    flux::kinds::ops(object).create({.object = object, .parts = parts, .model = model, .live = model, .without_default = {}},
                                    script);
    return texts(script);
}

inline std::string target(const flux::Object& object) {
    return flux::kinds::ops(object).target(object);
}

// The first object of each model must be the altered one; an empty answer stands for "replace".
struct Altered {
    std::vector<std::string> sql;
    bool in_place = false;
    flux::Script script;
};

inline Altered altered(const flux::Model& live, const flux::Model& desired, const flux::Identity& id,
                       flux::kinds::Upheaval upheaval = {}) {
    const flux::Object &from = *live.find(id), &to = *desired.find(id);
    flux::kinds::Changes changes(from.attributes.changes_to(to.attributes));
    Altered out;
    flux::kinds::ops(to).alter({.from = from,
                                .to = to,
                                .live = live,
                                .desired = desired,
                                .changes = changes,
                                .upheaval = upheaval,
                                .using_expression = ""},
                               out.script);
    out.sql = texts(out.script);
    out.in_place = !changes.left();
    return out;
}

inline Altered altered(const flux::Object& from, const flux::Object& to, flux::kinds::Upheaval upheaval = {}) {
    return altered(flux::Model({from}), flux::Model({to}), to.id, upheaval);
}

} // namespace made
