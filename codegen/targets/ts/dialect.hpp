// How a library for validation says what all of them can.
#pragma once

#include <string>

namespace flux::gen::ts {

struct Dialect {
    const char* name; // of the file, and of the type map's column
    bool getters;     // a property may be a getter, which looks up what stands further down
    const char* helpers;
    std::string text, boolean, bigint, integer, date, unknown, never, json;
    std::string texts; // keys and values that may be null
    std::string undefined_form, missing_form; // of a row's property: the value undefined, none at all
    std::string nullable_form, optional_form, array_form, custom_form, schema_form, one_of_form, enum_form;

    std::string nullable(const std::string& schema) const { return filled(nullable_form, schema); }
    std::string optional(const std::string& schema) const { return filled(optional_form, schema); }
    std::string undefinedable(const std::string& schema) const { return filled(undefined_form, schema); }
    std::string missing(const std::string& schema) const { return filled(missing_form, schema); }
    std::string array(const std::string& schema) const { return filled(array_form, schema); }
    std::string custom(const std::string& type) const { return filled(custom_form, type); }
    // The type of a schema for values of a type.
    std::string schema_of(const std::string& type) const { return filled(schema_form, type); }
    std::string one_of(const std::string& list) const { return filled(one_of_form, list); }
    std::string one_of_enum(const std::string& name) const { return filled(enum_form, name); }
    std::string object(const std::string& properties) const;
    std::string strict_object(const std::string& properties) const;

private:
    static std::string filled(const std::string& form, const std::string& with); // for its $
};

const Dialect& zod();
const Dialect& valibot();

} // namespace flux::gen::ts
