#include "model/document.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "failure.hpp"
#include "model/connection.hpp"

namespace flux::gen {

using nlohmann::ordered_json;

Document fetch_document(const std::string& database, bool with_source) {
    Connection connection(database);
    Document out;
    out.model = connection.model();
    if (with_source) out.source = connection.source_files();
    return out;
}

Document read_document(const std::string& path, bool with_source) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Failure("cannot read the model " + path);
    Document out;
    out.model.assign(std::istreambuf_iterator<char>(in), {});
    ordered_json root = ordered_json::parse(out.model, nullptr, false);
    if (root.is_object() && root.contains("source_files")) {
        for (const auto& file : root["source_files"]) out.source.push_back({file.at("path"), file.at("sql")});
        root.erase("source_files");
        out.model = root.dump();
    } else if (with_source) {
        throw Failure(path + " holds no source", {},
                      "Save the model with: pg_flux_gen --save-model " + path +
                          "; or read it from the database.");
    }
    return out;
}

std::string document_text(const Document& document) {
    ordered_json root = ordered_json::parse(document.model);
    for (const SourceFile& file : document.source)
        root["source_files"].push_back({{"path", file.path}, {"sql", file.body}});
    return root.dump(2) + "\n";
}

void write_file(const std::string& path, const std::string& body) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << body;
    out.close();
    if (!out) throw Failure("cannot write " + path);
}

} // namespace flux::gen
