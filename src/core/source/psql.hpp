// psql's own lines in a source: pg_dump writes \restrict and \connect, people write \set and \echo. The
// server knows none of them, so they are blanked out before it sees the text; offsets and lines of everything
// else stay as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flux::source {

// Backslash commands outside quotes and comments become spaces, up to the end of their line. Of a COPY … FROM
// stdin, the data lines become spaces too, so that the statement itself can be refused by its line.
std::string blank_psql_commands(std::string_view source);

struct PsqlCommand {
    std::string name; // without the backslash: "i", "connect", "gexec"
    int line = 0;     // from 1
};
// The commands that change what is executed, and which a source therefore cannot have: \i, \ir, \gexec, \if,
// …, \copy. What is merely about psql's screen and session (\set, \echo, \restrict, \connect, …) is not among
// them.
std::vector<PsqlCommand> unsupported_psql_commands(std::string_view source);

} // namespace flux::source
