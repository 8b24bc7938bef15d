// The settings under which the catalogs are read and plans run: all that changes how the server prints or reads a
// definition is fixed, so that the same schema gives the same text in every session.
#pragma once

namespace flux::pg {
class GucScope;
}

namespace flux::catalog {

void pin_settings(pg::GucScope& scope);
// Those of them under which steps run: how they print does not matter, and the session's time zone does.
void pin_step_settings(pg::GucScope& scope);

} // namespace flux::catalog
