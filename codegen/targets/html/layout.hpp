// Where the boxes of a picture stand. Boxes that are linked are put in columns, what is referred to left of what refers
// to it; parts that nothing links to each other are packed side by side. The same input gives the same picture.
#pragma once

#include <cstddef>
#include <vector>

namespace flux::gen::html {

struct Box {
    double width, height;
    double x = 0, y = 0;
};
struct Link {
    std::size_t from, to; // from refers to to
};
struct Size {
    double width, height;
};

// Sets x and y of each; the size of the whole.
Size arrange(std::vector<Box>& boxes, const std::vector<Link>& links);

} // namespace flux::gen::html
