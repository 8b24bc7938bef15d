// RegisterTypes: what tells pgx of the schema's types, each after those that it is made of.
#include <fmt/format.h>

#include <set>

#include "targets/go/emit.hpp"

namespace flux::gen::go {
namespace {

constexpr std::string_view kRegister =
#include "targets/go/runtime/register.go.inc"
    ;

class Registrations {
public:
    explicit Registrations(const Types& types)
        : types_(types), schema_(types.schema()), row_values_(row_values(schema_)) {}

    std::string text() {
        for (const Relation& relation : schema_.relations)
            for (const Column& column : relation.columns) add(column.type);
        for (const Routine& routine : schema_.routines) {
            add(routine.result);
            for (const Parameter& parameter : routine.parameters) add(parameter.type);
        }
        const auto all = [&](const auto& objects) {
            for (const Named& object : objects) add(TypeRef{object.name, false, {}});
        };
        all(schema_.enums);
        all(schema_.domains);
        all(schema_.composites);
        for (const Range& range : schema_.ranges) {
            add(TypeRef{range.name, false, {}});
            if (!range.multirange.empty()) add(TypeRef{range.multirange, false, {}});
        }
        std::string names;
        for (const std::string& name : named_) names += fmt::format("\t{},\n", literal(name));
        const auto list = [](const char* head, const std::string& lines) {
            return fmt::format("{}{{{}{}}}\n", head, lines.empty() ? "" : "\n", lines);
        };
        return list("\n// named are the types that RegisterTypes asks for.\nvar named = []string", names) +
               list("\nvar registrations = []registration", lines_);
    }

private:
    std::string name(const TypeRef& type) {
        const std::string out = server_name(type.name) + (type.array ? "[]" : "");
        named_.insert(out);
        return literal(out);
    }

    // The name of a type that is registered, or that pgx knows.
    std::string reference(const TypeRef& type) {
        add(type);
        return name(type);
    }

    void line(const QName& type, const std::string& codec) {
        const std::string own = name(TypeRef{type, false, {}});
        lines_ += fmt::format("\t{{{}, {}}},\n", own, codec);
    }

    void composite(const QName& type, const std::vector<std::pair<std::string, TypeRef>>& attributes) {
        std::string list;
        for (const auto& [attribute, of] : attributes)
            list += fmt::format("{}{}, {}", list.empty() ? "" : ", ", literal(attribute), reference(of));
        line(type, "composite(" + list + ")");
    }

    void add(const TypeRef& type) {
        if (!done_.insert(type.name).second) return;
        if (schema_.enumeration(type.name)) return line(type.name, "enum");
        if (const Domain* domain = schema_.domain(type.name)) {
            const std::string base = reference(domain->base);
            return line(type.name, "domain(" + base + ")");
        }
        if (const Composite* found = schema_.composite(type.name)) {
            std::vector<std::pair<std::string, TypeRef>> attributes;
            for (const Attribute& attribute : found->attributes)
                attributes.emplace_back(attribute.name, attribute.type);
            return composite(type.name, attributes);
        }
        if (const Range* range = schema_.range(type.name)) {
            const std::string bound = reference(range->subtype);
            return line(type.name, "rangeOf(" + bound + ")");
        }
        if (const Range* range = schema_.range_of_multirange(type.name)) {
            const std::string part = reference(TypeRef{range->name, false, {}});
            return line(type.name, "multirangeOf(" + part + ")");
        }
        if (row_values_.contains(type.name)) {
            std::vector<std::pair<std::string, TypeRef>> attributes;
            for (const Column& column : schema_.relation(type.name)->columns)
                attributes.emplace_back(column.name, column.type);
            return composite(type.name, attributes);
        }
        if (range_bound(schema_, type) || multirange_bound(schema_, type))
            return; // pgx knows the server's own
        if (!types_.map().knows(type)) return line(type.name, "text");
        const std::string& codec = types_.map().cell(type.name.name, "codec");
        if (!codec.empty()) line(type.name, codec);
    }

    const Types& types_;
    const Schema& schema_;
    const std::set<QName> row_values_;
    std::set<QName> done_;
    std::set<std::string> named_;
    std::string lines_;
};

} // namespace

std::string register_file(const Types& types) {
    Source source;
    for (const char* known : {"context.Context", "fmt.Errorf", "pgx.Conn", "pgtype.Map"}) source.use(known);
    source.body() = std::string(kRegister) + Registrations(types).text();
    return source.text(types.settings().text("package"));
}

} // namespace flux::gen::go
