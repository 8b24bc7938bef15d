// drift_text. Separate from drift, which does not know who reads it.
#include "server/ledger/drift.hpp"

namespace flux::ledger {
namespace {

using Change = run::Finding::Change;

// What follows the first line of a text stands below it.
std::string indented(const std::string& text) {
    std::string out;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "        ";
    }
    return out;
}

std::string headline(const run::Finding& finding) {
    static constexpr const char* kWords[] = {" is missing", " is not declared", " was changed"};
    return finding.kind + " " + finding.object + kWords[static_cast<int>(finding.change)];
}

std::string difference(const run::Finding& finding) {
    return "    " + finding.attribute + ": " + indented(finding.actual.value_or("nothing")) + "\n      instead of: " +
           indented(finding.expected.value_or("nothing")) + "\n";
}

} // namespace

std::string drift_text(const std::vector<Drift>& drift) {
    if (drift.empty()) return "no drift\n";
    std::string out = std::to_string(drift.size()) + (drift.size() == 1 ? " difference\n" : " differences\n");
    std::string last;
    for (const Drift& each : drift) {
        const std::string head = headline(each.finding);
        if (head != last) out += "\n" + head + "\n";
        last = head;
        if (!each.finding.attribute.empty()) out += difference(each.finding);
        if (each.author) {
            out += "    by " + each.author->by + " at " + each.author->at;
            if (each.author->client) out += " from " + *each.author->client;
            out += "\n";
            if (each.author->statement) out += "    " + indented(*each.author->statement) + "\n";
        } else {
            out += "    by nobody that an event trigger has seen\n";
        }
        if (each.repair) out += "    repair:\n        " + indented(*each.repair) + "\n";
    }
    return out;
}

} // namespace flux::ledger
