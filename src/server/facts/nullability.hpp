// Which columns can be NULL: of tables by their constraints, of views by the query that the server stored. Nothing is said to be
// never NULL unless that is proved.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace flux::pg {
class CatalogQueries;
}

namespace flux::facts {

struct Analysis;

struct ColumnProof {
    std::string reason; // why it may be NULL; empty where it never is
    // The table's column that it hands through, by OID and position; 0 where there is none.
    unsigned int relation = 0;
    int column = 0;
};

// Keeps what it found for one relation, for others that build on it. Valid while the memory context lives that is current when it
// is made.
class Nullability {
public:
    explicit Nullability(pg::CatalogQueries& catalog);
    ~Nullability();
    Nullability(const Nullability&) = delete;
    Nullability& operator=(const Nullability&) = delete;

    // By position, from the first column on.
    std::vector<ColumnProof> of_view(unsigned int view);
    // The positions of a table's columns that hold no NULL, in it and in all that inherit from it.
    std::vector<int> full_columns(unsigned int table);

private:
    std::vector<unsigned int> check_relations_;
    std::vector<std::string> check_expressions_;
    std::vector<const char*> check_texts_;
    Analysis* analysis_;
};

} // namespace flux::facts
