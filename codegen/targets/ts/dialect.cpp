#include "targets/ts/dialect.hpp"

namespace flux::gen::ts {
namespace {

constexpr const char* kZod =
#include "targets/ts/runtime/zod.ts.inc"
    ;
constexpr const char* kValibot =
#include "targets/ts/runtime/valibot.ts.inc"
    ;

} // namespace

std::string Dialect::filled(const std::string& form, const std::string& with) {
    std::string out = form;
    return out.replace(out.find('$'), 1, with);
}

std::string Dialect::object(const std::string& properties) const {
    return std::string(getters ? "z" : "v") + ".object({\n" + properties + "})";
}
std::string Dialect::strict_object(const std::string& properties) const {
    return std::string(getters ? "z" : "v") + ".strictObject({\n" + properties + "})";
}

const Dialect& zod() {
    static const Dialect out{"zod",
                             true,
                             kZod,
                             "z.string()",
                             "z.boolean()",
                             "z.bigint()",
                             "z.int()",
                             "z.date()",
                             "z.unknown()",
                             "z.never()",
                             "z.json()",
                             "z.record(z.string(), z.string().nullable())",
                             "$.optional()",
                             "$.optional()",
                             "$.nullable()",
                             "$.optional()",
                             "z.array($)",
                             "z.custom<$>()",
                             "z.ZodType<$>",
                             "z.enum($)",
                             "z.enum($)"};
    return out;
}

const Dialect& valibot() {
    static const Dialect out{"valibot",
                             false,
                             kValibot,
                             "v.string()",
                             "v.boolean()",
                             "v.bigint()",
                             "v.pipe(v.number(), v.safeInteger())",
                             "v.date()",
                             "v.unknown()",
                             "v.never()",
                             "v.custom<JsonValue>(() => true)",
                             "v.record(v.string(), v.nullable(v.string()))",
                             "v.undefinedable($)",
                             "v.exactOptional($)",
                             "v.nullable($)",
                             "v.optional($)",
                             "v.array($)",
                             "v.custom<$>(() => true)",
                             "v.GenericSchema<$>",
                             "v.picklist($)",
                             "v.enum($)"};
    return out;
}

} // namespace flux::gen::ts
