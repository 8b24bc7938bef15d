// {"format": 1, "server_version": …, "defaults": {"r": […]}, "kinds": [{"kind": …, "columns": […], "objects": [{"cells": […],
// "owner": …, "comment": …, "privileges": […]}]}], "dependencies": [[object, facet, [kind, schema, parent, name, args]]]}
#include "core/kinds/recording.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/kinds/connection_string.hpp"
#include "core/text/secret.hpp"

namespace flux::kinds {
namespace {

constexpr std::int64_t kFormat = 1;

// Options are lists of name and value, a subscription's a connection string.
std::string without_secrets(const std::string& column, const std::string& cell) {
    if (column == "connection") {
        ForeignOptions options = parse_connection_string(cell);
        leave_out_secrets(options);
        return connection_string(options);
    }
    if (!column.ends_with("options") || !cell.starts_with('[')) return cell;
    auto options = nlohmann::json::parse(cell, nullptr, false);
    if (!options.is_array()) return cell;
    for (auto& option : options)
        if (option.is_object() && option.contains("name") && option["name"].is_string() &&
            is_secret_option(option["name"].get<std::string>()))
            option["value"] = nullptr;
    return options.dump();
}

void write(JsonWriter& out, const std::optional<std::string>& text) {
    if (text)
        out.value(*text);
    else
        out.null();
}

void write(JsonWriter& out, const Privileges& privileges) {
    out.begin_array();
    for (const Grant& grant : privileges) {
        out.begin_array();
        out.value(grant.grantee);
        out.value(grant.privilege);
        out.value(grant.grantable);
        out.end();
    }
    out.end();
}

void write(JsonWriter& out, const Identity& id) {
    out.begin_array();
    out.value(ops(id.kind).name);
    for (const std::string* text : {&id.schema, &id.parent, &id.name, &id.args}) out.value(*text);
    out.end();
}

void write(JsonWriter& out, const Object& object, const Recording& recording) {
    out.begin_object();
    out.key("cells");
    out.begin_array();
    const auto& columns = recording.columns(object.id);
    const Cells& cells = recording.cells(object.id);
    for (std::size_t i = 0; i < cells.size(); ++i)
        write(out, cells[i] ? std::optional(without_secrets(columns[i], *cells[i])) : std::nullopt);
    out.end();
    out.key("owner");
    out.value(object.owner);
    out.key("comment");
    write(out, object.comment);
    if (object.privileges) {
        out.key("privileges");
        write(out, *object.privileges);
    }
    out.end();
}

using Positions = std::vector<std::size_t>;

void write_kinds(JsonWriter& out, const Model& model, const Recording& recording, const Positions& positions) {
    const Object* before = nullptr;
    out.begin_array();
    for (const std::size_t position : positions) {
        const Object& object = model.objects()[position];
        if (!before || before->id.kind != object.id.kind) {
            if (before) out.end(), out.end();
            out.begin_object();
            out.key("kind");
            out.value(ops(object).name);
            out.key("columns");
            out.begin_array();
            for (const std::string& column : recording.columns(object.id)) out.value(column);
            out.end();
            out.key("objects");
            out.begin_array();
        }
        write(out, object, recording);
        before = &object;
    }
    if (before) out.end(), out.end();
    out.end();
}

void write_dependencies(JsonWriter& out, const Model& model, const Positions& positions) {
    const auto all = model.dependencies();
    out.begin_array();
    for (std::size_t i = 0; i < positions.size(); ++i)
        for (auto each = std::lower_bound(all.begin(), all.end(), Dependency{positions[i], Facet::whole, 0});
             each != all.end() && each->from == positions[i]; ++each) {
            out.begin_array();
            out.value(static_cast<std::int64_t>(i));
            out.value(static_cast<std::int64_t>(each->facet));
            write(out, model.objects()[each->on].id);
            out.end();
        }
    out.end();
}

std::string write_part(const Model& model, const Recording& recording, const Positions& positions) {
    JsonWriter out;
    out.begin_object();
    out.key("format");
    out.value(kFormat);
    out.key("server_version");
    out.value(std::int64_t{model.server_version});
    out.key("defaults");
    out.begin_object();
    for (const auto& [type, privileges] : model.server_default_privileges) {
        out.key(std::string(1, type));
        write(out, privileges);
    }
    out.end();
    out.key("kinds");
    write_kinds(out, model, recording, positions);
    out.key("dependencies");
    write_dependencies(out, model, positions);
    out.end();
    return out.take();
}

Privileges read_privileges(const nlohmann::json& list) {
    Privileges out;
    for (const auto& each : list)
        out.push_back({each.at(0).get<std::string>(), each.at(1).get<std::string>(), each.at(2).get<bool>()});
    return out;
}

const Ops& ops_named(const std::string& name) {
    for (const Ops* each : all())
        if (each->name == name) return *each;
    throw Error(ErrorCode::invalid_parameter, "a stored model has objects of the unknown kind \"" + name + "\"");
}

std::optional<std::string> read_text(const nlohmann::json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<std::string>());
}

template <class Number> Number number_of(const std::optional<std::string>& text) {
    Number value = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

Object read_row(const Ops& kind, const Row& row) {
    const auto text = [&](const char* column) { return row.at(column).value_or(std::string()); };
    Object object;
    object.id = {kind.kind, text("schema"), text("parent"), text("name"), text("args")};
    object.address = {number_of<std::uint32_t>(row.at("classid")), number_of<std::uint32_t>(row.at("objid")),
                      number_of<std::int32_t>(row.at("objsubid"))};
    object.attributes = kind.read(row);
    return object;
}

struct Link {
    Identity from;
    Facet facet;
    Identity on;
};

struct Reading {
    std::vector<Object> objects;
    std::vector<Link> links;
    Model common; // what is not in its objects
    Recording& rows;
};

void read_objects(const nlohmann::json& list, Reading& reading) {
    const auto name = list.at("kind").get<std::string>();
    const Ops& kind = ops_named(name);
    Rows rows;
    rows.columns = list.at("columns").get<std::vector<std::string>>();
    for (const auto& each : list.at("objects")) {
        auto& cells = rows.cells.emplace_back();
        for (const auto& cell : each.at("cells")) cells.push_back(read_text(cell));
        Object& object = reading.objects.emplace_back(read_row(kind, rows[rows.size() - 1]));
        object.owner = each.at("owner").get<std::string>();
        object.comment = read_text(each.at("comment"));
        if (each.contains("privileges")) object.privileges = read_privileges(each["privileges"]);
        if (kind.leave_out_secrets) kind.leave_out_secrets(object);
        reading.rows.add(object, rows, rows.size() - 1);
    }
}

void read_part(const std::string& text, Reading& reading) {
    const auto document = nlohmann::json::parse(text);
    if (document.at("format").get<std::int64_t>() != kFormat)
        throw Error(ErrorCode::invalid_parameter, "a stored model has a format that this version does not know");
    reading.common.server_version = document.at("server_version").get<int>();
    for (const auto& [type, list] : document.at("defaults").items())
        reading.common.server_default_privileges[type.at(0)] = read_privileges(list);
    const std::size_t first = reading.objects.size();
    for (const auto& list : document.at("kinds")) read_objects(list, reading);
    for (const auto& each : document.at("dependencies")) {
        const auto& on = each.at(2);
        reading.links.push_back(
            {reading.objects.at(first + each.at(0).get<std::size_t>()).id, static_cast<Facet>(each.at(1).get<int>()),
             {ops_named(on.at(0).get<std::string>()).kind, on.at(1).get<std::string>(), on.at(2).get<std::string>(),
              on.at(3).get<std::string>(), on.at(4).get<std::string>()}});
    }
}

} // namespace

void Recording::add(const Object& object, const Rows& rows, std::size_t row) {
    columns_.try_emplace(object.id.kind, rows.columns);
    cells_[object.id] = rows.cells[row];
}

const std::vector<std::string>& Recording::columns(const Identity& id) const { return columns_.at(id.kind); }
const Cells& Recording::cells(const Identity& id) const { return cells_.at(id); }

Part part_of(const Object& object) {
    const Ops& kind = ops(object);
    if (object.id.kind == Kind::schema) return {object.id.name, ""};
    return kind.in_database && object.id.schema.empty() ? Part{"", std::string(kind.name)} : Part{object.id.schema, ""};
}

std::map<Part, std::string> write_parts(const Model& model, const Recording& recording, const std::set<Part>& parts) {
    std::map<Part, Positions> positions;
    for (const Part& part : parts) positions[part];
    for (std::size_t i = 0; i < model.objects().size(); ++i) {
        const auto at = positions.find(part_of(model.objects()[i]));
        if (at != positions.end()) at->second.push_back(i);
    }
    std::map<Part, std::string> out;
    for (const auto& [part, of_part] : positions) out[part] = write_part(model, recording, of_part);
    return out;
}

Model read_parts(const std::vector<std::string>& parts, Recording& rows) {
    Reading reading{.rows = rows};
    for (const std::string& part : parts) read_part(part, reading);
    Model model(std::move(reading.objects));
    std::vector<Dependency> dependencies;
    for (const Link& link : reading.links) {
        const Object* const on = model.find(link.on);
        if (on) dependencies.push_back({model.position(*model.find(link.from)), link.facet, model.position(*on)});
    }
    model.set_dependencies(std::move(dependencies));
    model.server_version = reading.common.server_version;
    model.server_default_privileges = std::move(reading.common.server_default_privileges);
    return model;
}

Object read_again(const Object& like, const std::vector<std::string>& columns, const Cells& cells) {
    Rows rows;
    rows.columns = columns;
    rows.cells.push_back(cells);
    Object object = like;
    object.attributes = ops(like).read(rows[0]);
    return object;
}

} // namespace flux::kinds
