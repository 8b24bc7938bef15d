"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Dark or light: what the system says, until somebody chooses.
  const root = document.documentElement;
  const stored = (change) => {
    try {
      return change(localStorage);
    } catch {
      return null; // pages from files may have no storage
    }
  };
  const chosenTheme = stored((storage) => storage.getItem("theme"));
  if (chosenTheme === "dark" || chosenTheme === "light") root.dataset.theme = chosenTheme;
  one("#theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    stored((storage) => storage.setItem("theme", root.dataset.theme));
  });

  // Search: what carries a name carries it in data-name, with what it is in data-kind and its anchor as id.
  const most = 60;
  const index = all("[data-name]").map((element) => {
    const name = element.dataset.name;
    return { id: element.id, name, kind: element.dataset.kind, lower: name.toLowerCase() };
  });
  const search = one("#search");
  const results = one("#results");
  let links = [];
  let at = -1;

  const matches = (words) => {
    const found = [];
    for (const entry of index) {
      if (!words.every((word) => entry.lower.includes(word))) continue;
      // What begins with the word, in its last part, comes first; then what is no column; then the shorter.
      const last = entry.lower.slice(entry.lower.lastIndexOf(".") + 1);
      const score = (last === words[0] ? 0 : last.startsWith(words[0]) ? 2 : 4) + (entry.kind === "column" ? 1 : 0);
      found.push({ entry, score });
    }
    return found.sort((a, b) => a.score - b.score || a.entry.name.length - b.entry.name.length || (a.entry.name < b.entry.name ? -1 : 1));
  };

  const marked = (name, words) => {
    const span = document.createElement("span");
    span.className = "name";
    const lower = name.toLowerCase();
    let from = 0;
    // Where making it small changes its length, places do not fit: then nothing is marked.
    while (lower.length === name.length) {
      let next = -1;
      let length = 0;
      for (const word of words) {
        const place = lower.indexOf(word, from);
        if (place >= 0 && (next < 0 || place < next)) [next, length] = [place, word.length];
      }
      if (next < 0) break;
      span.append(name.slice(from, next));
      const mark = document.createElement("mark");
      mark.textContent = name.slice(next, next + length);
      span.append(mark);
      from = next + length;
    }
    span.append(name.slice(from));
    return span;
  };

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    results.replaceChildren();
    links = [];
    at = -1;
    results.hidden = words.length === 0;
    if (results.hidden) return;
    const found = matches(words);
    for (const { entry } of found.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "#" + entry.id;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = entry.kind;
      link.append(kind, marked(entry.name, words));
      item.append(link);
      results.append(item);
      links.push(link);
    }
    const more = document.createElement("li");
    more.className = "more";
    more.textContent = found.length === 0 ? "nothing is called so" : found.length > most ? `and ${found.length - most} more` : "";
    if (more.textContent) results.append(more);
    step(1);
  };
  const step = (by) => {
    if (links.length === 0) return;
    links[at]?.classList.remove("at");
    at = (at + by + links.length) % links.length;
    links[at].classList.add("at");
    links[at].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    results.hidden = true;
    search.blur();
  };
  search.addEventListener("input", show);
  search.addEventListener("focus", show);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") links[at]?.click();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  results.addEventListener("click", close);
  document.addEventListener("click", (event) => {
    if (!one("#find").contains(event.target)) results.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // The list at the side follows the page.
  const inList = new Map(all("nav a").map((link) => [link.getAttribute("href"), link]));
  const follow = () => {
    inList.get(follow.at)?.classList.remove("at");
    follow.at = location.hash;
    const link = inList.get(follow.at);
    link?.classList.add("at");
    link?.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", follow);
  follow();

  // The diagram: drag to move, wheel with Ctrl (in full screen without) or buttons to zoom, a click for what a table is linked to.
  const picture = one("#picture");
  if (!picture) return;
  const whole = { ...["x", "y", "width", "height"].reduce((box, side) => ({ ...box, [side]: picture.viewBox.baseVal[side] }), {}) };
  const view = { ...whole };
  const scale = () => Math.min(picture.clientWidth / view.width, picture.clientHeight / view.height);
  const draw = () => {
    picture.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    picture.classList.toggle("far", scale() < 0.28);
  };
  const zoom = (factor, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
    const wanted = scale() / factor;
    if (wanted > 4 || (factor > 1 && view.width > whole.width * 2 && view.height > whole.height * 2)) return;
    view.x = x - (x - view.x) * factor;
    view.y = y - (y - view.y) * factor;
    view.width *= factor;
    view.height *= factor;
    draw();
  };
  const fit = () => {
    Object.assign(view, whole);
    draw();
  };
  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  picture.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey && !document.fullscreenElement) return;
      event.preventDefault();
      zoom(Math.exp(Math.max(-50, Math.min(50, event.deltaY)) / 150), ...place(event));
    },
    { passive: false },
  );
  let drag = null;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag = { x: event.clientX, y: event.clientY, moved: false };
  });
  picture.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(x, y) < 4) return;
    if (!drag.moved) picture.setPointerCapture(event.pointerId);
    Object.assign(drag, { x: event.clientX, y: event.clientY, moved: true });
    picture.classList.add("drag");
    const size = scale();
    view.x -= x / size;
    view.y -= y / size;
    draw();
  });
  const drop = () => {
    picture.classList.remove("drag");
    const moved = drag?.moved;
    drag = null;
    return moved;
  };
  picture.addEventListener("pointercancel", drop);
  let wasDragged = false;
  picture.addEventListener("pointerup", () => (wasDragged = drop() ?? false));

  const nodes = all("#picture .node");
  const edges = all("#picture .edge");
  const about = one("#diagram .about");
  const choose = (number) => {
    const near = new Set([number]);
    for (const edge of edges) {
      const { from, to } = edge.dataset;
      const hot = number !== null && (from === number || to === number);
      edge.classList.toggle("hot", hot);
      if (hot) near.add(from).add(to);
    }
    picture.classList.toggle("chosen", number !== null);
    for (const node of nodes) {
      node.classList.toggle("hot", node.dataset.node === number);
      node.classList.toggle("near", near.has(node.dataset.node));
    }
    about.hidden = number === null;
    if (number === null) return;
    const node = nodes[Number(number)];
    const link = document.createElement("a");
    link.href = "#" + node.dataset.anchor;
    link.textContent = node.querySelector("title").textContent;
    const count = near.size - 1;
    about.replaceChildren(link, ` · linked to ${count} ${count === 1 ? "other" : "others"}`);
  };
  picture.addEventListener("click", (event) => {
    if (wasDragged) {
      wasDragged = false;
      event.preventDefault();
      return;
    }
    choose(event.target.closest(".node")?.dataset.node ?? null);
  });
  picture.addEventListener("dblclick", (event) => zoom(0.6, ...place(event)));
  one("#in").addEventListener("click", () => zoom(0.7));
  one("#out").addEventListener("click", () => zoom(1 / 0.7));
  one("#fit").addEventListener("click", fit);
  one("#full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : one("#diagram").requestFullscreen()));
  new ResizeObserver(draw).observe(picture);

  // From a table to where it is in the diagram.
  const byAnchor = new Map(nodes.map((node) => [node.dataset.anchor, node]));
  const showNode = (node) => {
    const box = node.getBBox();
    const { e: x, f: y } = node.transform.baseVal.consolidate().matrix;
    view.width = Math.max(box.width * 2.2, (box.height * 2.2 * picture.clientWidth) / picture.clientHeight, 900);
    view.height = (view.width * picture.clientHeight) / picture.clientWidth;
    view.x = x + box.width / 2 - view.width / 2;
    view.y = y + box.height / 2 - view.height / 2;
    draw();
    choose(node.dataset.node);
    one("#diagram").scrollIntoView({ block: "start" });
  };
  for (const section of all("section.object")) {
    const node = byAnchor.get(section.id);
    if (node) section.querySelector("button.find")?.addEventListener("click", () => showNode(node));
  }
})();
