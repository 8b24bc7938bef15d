// Messages to the client and the log. Separate, so that callers see no server header.
#include "server/pg/notice.hpp"

#include "server/pg/call.hpp"

namespace flux::pg {

namespace {

// leaf
void report(int level, const char* message, const char* detail, const char* hint) {
    ereport(level, (errmsg_internal("%s", message), *detail == '\0' ? 0 : errdetail_internal("%s", detail),
                    *hint == '\0' ? 0 : errhint("%s", hint)));
}

} // namespace

void warn(const std::string& message, const std::string& detail, const std::string& hint) {
    call(report, WARNING, message.c_str(), detail.c_str(), hint.c_str());
}

void notice(const std::string& message, const std::string& detail, const std::string& hint) {
    call(report, NOTICE, message.c_str(), detail.c_str(), hint.c_str());
}

} // namespace flux::pg
