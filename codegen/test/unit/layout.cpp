// The diagram's layout: boxes beside each other, never over each other, the same every time.
#include "catch.hpp"
#include "targets/html/layout.hpp"

using namespace flux::gen::html;

namespace {

void check_apart(const std::vector<Box>& boxes, const Size& size) {
    for (std::size_t a = 0; a < boxes.size(); ++a) {
        CHECK(boxes[a].x >= -0.001);
        CHECK(boxes[a].y >= -0.001);
        CHECK(boxes[a].x + boxes[a].width <= size.width + 0.001);
        CHECK(boxes[a].y + boxes[a].height <= size.height + 0.001);
        for (std::size_t b = a + 1; b < boxes.size(); ++b) {
            const bool apart = boxes[a].x + boxes[a].width <= boxes[b].x || boxes[b].x + boxes[b].width <= boxes[a].x ||
                               boxes[a].y + boxes[a].height <= boxes[b].y || boxes[b].y + boxes[b].height <= boxes[a].y;
            if (!apart) FAIL("boxes " << a << " and " << b << " overlap");
        }
    }
}

} // namespace

TEST_CASE("what is referred to stands at the left") {
    std::vector<Box> boxes(4, Box{100, 50});
    const Size size = arrange(boxes, {{1, 0}, {2, 1}, {2, 0}});
    CHECK(boxes[0].x < boxes[1].x);
    CHECK(boxes[1].x < boxes[2].x);
    check_apart(boxes, size);
}

TEST_CASE("circles and references to itself") {
    std::vector<Box> boxes(3, Box{100, 50});
    const Size size = arrange(boxes, {{0, 1}, {1, 2}, {2, 0}, {1, 1}});
    check_apart(boxes, size);
    std::vector<Box> one(1, Box{100, 50});
    CHECK(arrange(one, {{0, 0}}).width == 100);
    std::vector<Box> none;
    CHECK(arrange(none, {}).height == 0);
}

TEST_CASE("many boxes") {
    std::vector<Box> boxes;
    std::vector<Link> links;
    for (std::size_t i = 0; i < 300; ++i) {
        boxes.push_back({100.0 + static_cast<double>(i * 37 % 90), 40.0 + static_cast<double>(i * 53 % 200)});
        if (i % 5 != 0) links.push_back({i, i * 7 % i});
        if (i % 3 == 1) links.push_back({i, i / 3});
    }
    auto again = boxes;
    const Size size = arrange(boxes, links);
    check_apart(boxes, size);
    CHECK(size.width < 5 * size.height);
    CHECK(size.height < 5 * size.width);
    arrange(again, links);
    for (std::size_t i = 0; i < boxes.size(); ++i) CHECK((boxes[i].x == again[i].x && boxes[i].y == again[i].y));
}
