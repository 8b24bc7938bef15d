// The model as it is, indented: for tools of one's own, and to be kept for --model.
#include "targets/json/json.hpp"

#include <nlohmann/json.hpp>

namespace flux::gen {
namespace {

std::vector<File> emit(const Job& job) {
    return {{"model.json", nlohmann::json::parse(job.model).dump(2) + "\n"}};
}

} // namespace

const Target& json_target() {
    static const Target target{"json", "the model as JSON, in one file", {}, emit};
    return target;
}

} // namespace flux::gen
