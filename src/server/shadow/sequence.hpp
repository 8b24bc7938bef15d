// Sequences without files. CREATE SEQUENCE writes a first page, and nothing in the server lets it be; so what a serial or
// an identity column asks for, and any other sequence that counts upwards, gets its catalog rows here. Whatever is not
// plainly right is left to the server, with its own words about it.
#pragma once

namespace flux::shadow {

// While it lives and is wanted, CREATE SEQUENCE and ALTER SEQUENCE … OWNED BY, spelled or as a part of CREATE and ALTER TABLE, make and need
// no file. It hooks into the server once, and leaves that for good. Why: a library that is loaded within a shadow hooks in before us,
// and goes on calling us.
class FilelessSequences {
public:
    explicit FilelessSequences(bool now);
    ~FilelessSequences();
    FilelessSequences(const FilelessSequences&) = delete;
    FilelessSequences& operator=(const FilelessSequences&) = delete;
};

} // namespace flux::shadow
