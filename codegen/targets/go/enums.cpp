// Enums, and domains whose values a CHECK lists: string types with constants.
#include <fmt/format.h>

#include "targets/go/emit.hpp"

namespace flux::gen::go {

std::string labels(const Types& types, const QName& name, const std::vector<std::string>& labels,
                   const std::string& doc, Source& source) {
    const std::string& type = types.names().of(name);
    const auto& names = types.labels(name);
    std::string out = fmt::format("\n{}type {} string\n", comment(doc, ""), type);
    std::vector<Line> constants;
    std::string list, cases;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        constants.push_back({"", {names[i + 1], type, "= " + literal(labels[i])}});
        list += fmt::format("\t\t{},\n", names[i + 1]);
        cases += (i ? ", " : "") + names[i + 1];
    }
    if (!labels.empty()) out += "\nconst (\n" + aligned(constants) + ")\n";
    out += fmt::format(
        "\n// {0} gives all of them, in their order.\nfunc {0}() []{1} {{\n\treturn []{1}{{{2}}}\n}}\n",
        names[0], type, list.empty() ? "" : "\n" + list + "\t");
    out += fmt::format("\n// Valid tells whether the database knew it when this was generated.\n"
                       "func (v {}) Valid() bool {{\n",
                       type);
    if (!labels.empty()) out += fmt::format("\tswitch v {{\n\tcase {}:\n\t\treturn true\n\t}}\n", cases);
    out += "\treturn false\n}\n";
    source.use("driver.Value");
    source.use("fmt.Errorf");
    return out + fmt::format(R"(
// Scan reads what a driver gives.
func (v *{0}) Scan(value any) error {{
	switch text := value.(type) {{
	case string:
		*v = {0}(text)
	case []byte:
		*v = {0}(text)
	default:
		return fmt.Errorf("%T is no {0}", value)
	}}
	return nil
}}

// Value gives a driver the text.
func (v {0}) Value() (driver.Value, error) {{
	return string(v), nil
}}
)",
                             type);
}

std::string enums_file(const Types& types) {
    Source source;
    for (const Enum& type : types.schema().enums)
        source.body() += labels(
            types, type.name, type.labels,
            documentation(fmt::format("{} is the enum {}.", types.names().of(type.name), type.name.dotted()),
                          type.remarks, types.comments()),
            source);
    return source.text(types.settings().text("package"));
}

} // namespace flux::gen::go
