#include "core/kinds/composite_value.hpp"

#include <algorithm>
#include <vector>

#include "core/error.hpp"
#include "core/kinds/composite_type.hpp"
#include "core/kinds/domain.hpp"
#include "core/text/qualified.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

using AttributeList = std::vector<CompositeAttribute>;

// What a type holds in the end; no attributes where that is no composite type.
struct Shape {
    const AttributeList* attributes = nullptr;
    bool wrapped = false; // in an array or a domain
};

Shape shape_of(std::string type, const Model& model) {
    Shape out;
    for (;;) {
        for (; type.ends_with("[]"); type.resize(type.size() - 2)) out.wrapped = true;
        const auto [schema, name] = parse_qualified(type);
        if (const Object* composite = model.find({Kind::composite_type, schema, "", name, ""})) {
            out.attributes = &composite->as<CompositeType>().attributes;
            return out;
        }
        const Object* domain = model.find({Kind::domain, schema, "", name, ""});
        if (!domain) return out;
        out.wrapped = true;
        type = domain->as<Domain>().type;
    }
}

class Writer {
public:
    Writer(const Model& live, const Model& desired) : live_(live), desired_(desired) {}

    bool differs(const std::string& from, const std::string& to) const {
        const Shape before = shape_of(from, live_), after = shape_of(to, desired_);
        if (!before.attributes || !after.attributes) return false;
        return !std::equal(before.attributes->begin(), before.attributes->end(), after.attributes->begin(), after.attributes->end(),
                           [&](const CompositeAttribute& a, const CompositeAttribute& b) {
                               return a.name == b.name && !differs(a.type, b.type);
                           });
    }

    std::string value(const std::string& value, const std::string& from, const std::string& to) const {
        if (!differs(from, to)) return from == to && from.find('.') == std::string::npos ? value : value + "::text::" + to;
        const Shape before = shape_of(from, live_), after = shape_of(to, desired_);
        if (before.wrapped || after.wrapped)
            throw Error(ErrorCode::feature_not_supported,
                        "values of " + from + " cannot be taken apart, and so not be given the attributes of " + to,
                        "They are in an array or a domain.",
                        "Say how, by a directive before the column (-- pg_flux: using expression), or keep the order and number of attributes.");
        std::string fields;
        for (const CompositeAttribute& attribute : *after.attributes)
            fields += (fields.empty() ? "" : ", ") + field(value, *before.attributes, attribute);
        // Not "IS NULL", which holds of a row of NULLs too.
        return "CASE WHEN " + value + "::text IS NOT NULL THEN ROW(" + fields + ")::" + to + " END";
    }

private:
    std::string field(const std::string& whole, const AttributeList& before, const CompositeAttribute& after) const {
        const auto had = std::find_if(before.begin(), before.end(), [&](const CompositeAttribute& a) { return a.name == after.name; });
        return had == before.end() ? "NULL" : value("(" + whole + ")." + quote_ident(after.name), had->type, after.type);
    }

    const Model& live_;
    const Model& desired_;
};

} // namespace

std::string value_by_attributes(const std::string& value, const std::string& from, const std::string& to, const Model& live,
                                const Model& desired) {
    const Writer writer(live, desired);
    return writer.differs(from, to) ? writer.value(value, from, to) : std::string();
}

} // namespace flux::kinds
