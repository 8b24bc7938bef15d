#include <exception>

#include "cli/arguments.hpp"
#include "cli/log.hpp"
#include "cli/run.hpp"
#include "failure.hpp"

int main(int argc, char** argv) {
    using namespace flux::gen;
    Log log(false, false);
    try {
        const Arguments arguments = parse_arguments(argc, argv);
        if (arguments.exit >= 0) return arguments.exit;
        log = Log(arguments.json_log, arguments.quiet);
        return run(arguments, log);
    } catch (const Failure& failure) {
        log.error(failure);
        return failure.status;
    } catch (const std::exception& error) {
        log.error(Failure(error.what()));
        return 1;
    }
}
