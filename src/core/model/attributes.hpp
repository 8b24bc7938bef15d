// The attributes of an object of any kind: one value type over the kinds' structs, so that model, diff and plan need not
// know them.
#pragma once

#include <memory>
#include <string>
#include <typeinfo>
#include <vector>

#include "core/error.hpp"
#include "core/model/fields.hpp"

namespace flux {

// One attribute that differs; values as canonical JSON text.
struct AttributeChange {
    std::string name;
    std::string from, to;
    bool operator==(const AttributeChange&) const = default;
};

class Attributes {
public:
    Attributes() = default;
    template <Described T> explicit Attributes(T value) : held_(std::make_unique<Held<T>>(std::move(value))) {}
    Attributes(const Attributes& other) : held_(other.held_ ? other.held_->clone() : nullptr) {}
    Attributes& operator=(const Attributes& other) {
        held_ = other.held_ ? other.held_->clone() : nullptr;
        return *this;
    }
    Attributes(Attributes&&) noexcept = default;
    Attributes& operator=(Attributes&&) noexcept = default;

    template <Described T> const T& as() const { return const_cast<Attributes*>(this)->as<T>(); }
    template <Described T> T& as() {
        if (!held_ || typeid(*held_) != typeid(Held<T>))
            throw Error(ErrorCode::internal, "an object has attributes of another kind");
        return static_cast<Held<T>&>(*held_).value;
    }

    bool operator==(const Attributes& other) const { return held_->equals(*other.held_); }
    std::vector<AttributeChange> changes_to(const Attributes& other) const { return held_->changes_to(*other.held_); }
    // Into an object that is open.
    void write_fields(JsonWriter& out, Detail detail) const { held_->write_fields(out, detail); }
    // As one JSON object.
    std::string text() const {
        JsonWriter out;
        out.begin_object();
        write_fields(out, Detail::all);
        out.end();
        return out.take();
    }

private:
    struct Base {
        virtual ~Base() = default;
        virtual std::unique_ptr<Base> clone() const = 0;
        virtual bool equals(const Base&) const = 0;
        virtual std::vector<AttributeChange> changes_to(const Base&) const = 0;
        virtual void write_fields(JsonWriter& out, Detail detail) const = 0;
    };

    template <Described T> struct Held final : Base {
        explicit Held(T v) : value(std::move(v)) {}
        T value;

        template <class V> static std::string text_of(const V& v) {
            JsonWriter out;
            write_value(out, v, Detail::all);
            return out.take();
        }
        static const T& of(const Base& base) { return static_cast<const Held&>(base).value; }
        std::unique_ptr<Base> clone() const override { return std::make_unique<Held>(value); }
        bool equals(const Base& other) const override { return same_value(value, of(other)); }
        void write_fields(JsonWriter& out, Detail detail) const override { flux::write_fields(out, value, detail); }
        std::vector<AttributeChange> changes_to(const Base& other) const override {
            std::vector<AttributeChange> out;
            const T& theirs = of(other);
            for_each_field<T>([&](const auto& f) {
                if (f.use == Use::compared && !same_value(value.*f.member, theirs.*f.member))
                    out.push_back({f.name, text_of(value.*f.member), text_of(theirs.*f.member)});
            });
            return out;
        }
    };

    std::unique_ptr<Base> held_;
};

} // namespace flux
