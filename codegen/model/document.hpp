// The model as text, and the declarations where a target wants them: from a database or from a file that was
// saved.
#pragma once

#include <string>
#include <vector>

#include "ir/ir.hpp"

namespace flux::gen {

struct Document {
    std::string model;
    std::vector<SourceFile> source;
};

Document fetch_document(const std::string& database, bool with_source);
// Throws where the source is wanted and the file has none: it was not saved by this program.
Document read_document(const std::string& path, bool with_source);
std::string document_text(const Document& document);
void write_file(const std::string& path, const std::string& body);

} // namespace flux::gen
