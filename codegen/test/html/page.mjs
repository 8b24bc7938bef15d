// Drives the page in a browser as a reader would: loads it, searches, clicks, drags; takes pictures of it.
// node page.mjs FOLDER-WITH-NODE_MODULES PAGE.html PICTURES TABLES SEARCHED
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, file, pictures, tables, searched] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));
const browser = await puppeteer.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  protocolTimeout: 300_000,
});
const complaints = [];
const ok = (what) => console.log(`ok html ${tables} tables: ${what}`);
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.setViewport({ width: 1400, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => /^(file|data):/.test(request.url()) || complaints.push(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  const count = (selector) => page.$$eval(selector, (all) => all.length);
  const text = (selector) => page.$eval(selector, (element) => element.textContent);

  assert.equal(await page.evaluate(() => typeof hacked), "undefined", "what a name holds was run");
  assert.equal(await count("main script, main img, main style, nav script, head title ~ title"), 0, "what a name holds became an element");
  ok("names and comments are text");

  const dangling = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    const all = new Set(ids);
    return [...twice, ...[...document.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href").slice(1)).filter((id) => !all.has(id))];
  });
  assert.deepEqual(dangling, [], "links lead somewhere, ids are there once");
  ok("each link leads to one place");
  assert.ok((await count("#picture .node")) >= Number(tables));

  if (tables === "10") {
    const under = (id, head) =>
      page.$$eval(`[id="${id}"] h3`, (heads, head) => heads.filter((each) => each.textContent === head).flatMap((each) => [...each.nextElementSibling.querySelectorAll("a")].map((a) => a.textContent)), head);
    assert.deepEqual(await under("shop.sold", "Reads"), ["shop.order_line", "shop.product"]);
    assert.deepEqual(await under("shop.sold", "Read by"), ["shop.best"]);
    assert.deepEqual(await under("shop.customer", "Referred to by"), ['<b>odd</b>."><script>hacked = 4</script>', "shop.order", "shop.visit"]);
    ok("what depends on what");
  }

  // Search: by keyboard.
  await page.keyboard.press("/");
  await page.keyboard.type(searched);
  const shown = await page.$$eval("#results a", (all) => all.map((link) => [link.textContent, link.getAttribute("href")]));
  assert.ok(shown.length > 0 && shown.every(([name]) => name.toLowerCase().includes(searched.toLowerCase())), JSON.stringify(shown));
  assert.equal(await text("#results mark"), searched);
  await page.screenshot({ path: `${pictures}/search-${tables}.png` });
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), shown[0][1]);
  assert.ok(await page.$eval("#results", (list) => list.hidden));
  const visible = (id) => page.evaluate((id) => {
    const { top } = document.getElementById(id).getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  }, id);
  await page.waitForFunction((id) => document.getElementById(id).getBoundingClientRect().top < innerHeight, {}, shown[0][1].slice(1));
  assert.ok(await visible(shown[0][1].slice(1)), "what was found is in sight");
  ok("a search, by keyboard");

  // Search: by mouse; what is not there.
  await page.click("#search", { clickCount: 3 });
  await page.keyboard.type("no such thing at all");
  assert.equal(await count("#results a"), 0);
  assert.equal(await text("#results .more"), "nothing is called so");
  await page.click("#search", { clickCount: 3 });
  await page.keyboard.type(searched);
  await page.click("#results li:nth-child(2) a");
  assert.equal(await page.evaluate(() => location.hash), shown[1][1]);
  ok("a search, by mouse");

  // The diagram: a table is chosen, what is linked to it stands out.
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${pictures}/page-${tables}.png` });
  const number = await page.$eval("#picture .edge", (edge) => edge.dataset.to);
  const clickOn = (number) => page.$eval(`#picture .node[data-node="${number}"] .box`, (box) => {
    const { x, y, width, height } = box.getBoundingClientRect();
    return [x + width / 2, y + height - 2];
  }).then(([x, y]) => page.mouse.click(x, y));
  await clickOn(number);
  const linked = await page.$$eval("#picture .edge", (edges, number) => new Set(edges.filter((edge) => edge.dataset.from === number || edge.dataset.to === number)
    .flatMap((edge) => [edge.dataset.from, edge.dataset.to])).size, number);
  assert.equal(await count("#picture .node.near"), linked);
  assert.equal(await count("#picture .node.hot"), 1);
  assert.match(await text("#diagram .about"), new RegExp(`linked to ${linked - 1} other`));
  await page.screenshot({ path: `${pictures}/chosen-${tables}.png` });
  ok("a table is chosen");

  const box = () => page.$eval("#picture", (picture) => picture.getAttribute("viewBox").split(" ").map(Number));
  const whole = await box();
  await page.click("#in");
  assert.ok((await box())[2] < whole[2], "zoomed in");
  const [x] = await box();
  const { left, top } = await page.$eval("#picture", (picture) => { const { left, top } = picture.getBoundingClientRect(); return { left, top }; });
  await page.mouse.move(left + 300, top + 200);
  await page.mouse.down();
  await page.mouse.move(left + 400, top + 260, { steps: 4 });
  await page.mouse.up();
  assert.ok((await box())[0] < x, "moved");
  assert.equal(await count("#picture .node.hot"), 1, "a drag is no click");
  await page.keyboard.down("Control");
  await page.mouse.wheel({ deltaY: -120 });
  await page.keyboard.up("Control");
  await page.click("#fit");
  assert.deepEqual(await box(), whole);
  await page.mouse.click(left + 3, top + 3);
  assert.equal(await count("#picture .node.hot"), 0, "a click beside takes it back");
  ok("the diagram is moved and zoomed");

  // From a table to the diagram.
  const section = await page.$("section.object button.find");
  const id = await section.evaluate((button) => button.closest("section").id);
  await section.click();
  assert.equal(await page.$eval("#picture .node.hot", (node) => node.dataset.anchor), id);
  const middle = await page.$eval("#picture .node.hot", (node) => { const { x, width } = node.getBoundingClientRect(); return x + width / 2; });
  const { left: from, width } = await page.$eval("#picture", (picture) => { const { left, width } = picture.getBoundingClientRect(); return { left, width }; });
  assert.ok(Math.abs(middle - from - width / 2) < 5, "it stands in the middle");
  await page.screenshot({ path: `${pictures}/found-${tables}.png` });
  ok("from a table to the diagram");

  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await back();
  await page.click("#theme");
  assert.notEqual(await back(), light);
  await page.screenshot({ path: `${pictures}/dark-${tables}.png` });
  await page.reload();
  assert.notEqual(await back(), light, "the choice is kept");
  await page.click("#theme");
  assert.equal(await back(), light);
  ok("dark and light");
  await page.$eval("section.object:nth-of-type(4)", (element) => element.scrollIntoView());
  await page.screenshot({ path: `${pictures}/table-${tables}.png` });
  assert.deepEqual(complaints, []);
  ok("no error, and nothing asked for elsewhere");
} finally {
  await browser.close();
}
