// Gets the model, runs the targets, writes or compares. The exit status: 0 done, 1 it did not work, 2 called
// wrongly, 3 stale.
#pragma once

namespace flux::gen {

struct Arguments;
class Log;

int run(const Arguments& arguments, const Log& log);

} // namespace flux::gen
