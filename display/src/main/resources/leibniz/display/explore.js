// The page's side of explore(z). The kernel says where everything stands; this draws it on a canvas, moves the view,
// and asks the kernel for what a node is in full and for another scene where something is unfolded. Texts of the graph
// reach the page as text alone: by fillText, textContent and attributes.

const FAR = 0.34; // enlarged less than this no text can be read, and cards are drawn as plain boxes
const SMALLEST = 0.002;
const LARGEST = 4;
const PATIENCE = 8000; // milliseconds until a kernel counts as silent
const BADGE = 9; // half the size of the sign that unfolds or folds
const LIGHT = { sheet: "#fdfdfe", accent: "#1a5fd0", found: "#b58900", flow: "#0072b2", badge: "#ffffff" };
const DARK = { sheet: "#181c21", accent: "#8ab4ff", found: "#e6c34a", flow: "#56b4e9", badge: "#2a3037" };

export default { render };

function render({ model, el }) {
  const explorer = new Explorer(model, el);
  return () => explorer.close();
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function filled(words, ...values) {
  return words.replace(/\{(\d)\}/g, (_, i) => values[i]);
}

function isDark() {
  const light = document.body.dataset.jpThemeLight;
  return light ? light === "false" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

/** What the kernel sent, with what drawing needs besides: bounds, users, paths that are made when first drawn. */
class Scene {
  constructor(sent) {
    Object.assign(this, structuredClone(sent)); // what the model holds is saved, and stays as it is
    this.users = this.cards.map(() => []);
    this.cards.forEach((card, i) => card.inputs.forEach(input => this.users[input].push(i)));
    this.lines = this.lines.map(([source, target, marks]) => ({ source, target, marks, bounds: bounds(marks) }));
    this.items = this.cards.map(({ at: [x, y, w, h], marks }) => ({ marks, bounds: [x - 14, y - 14, x + w + 14, y + h + 8] }));
    const all = [...this.items, ...this.lines].map(item => item.bounds);
    this.bounds = all.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])], [0, 0, 1, 1]);
    this.order = { forward: this.cards.map((_, i) => i), backward: this.backward };
    this.texts = this.cards.map(card => `${card.name}\n${card.title}\n${card.says}`.toLowerCase());
  }

  cardAt(x, y) {
    return this.cards.findIndex(({ at: [left, top, w, h] }) => x >= left && x <= left + w && y >= top && y <= top + h);
  }

  /** The signs of a card: what they do and where they stand. */
  badges({ fold, at: [x, y, w] }) {
    const signs = [];
    if (fold & 1) {
      signs.push({ does: "unfold", x: x + w, y });
    }
    if (fold & 2) {
      signs.push({ does: "fold", x: x + w - (fold & 1 ? 2.4 * BADGE : 0), y });
    }
    return signs;
  }

  badgeAt(x, y) {
    for (const [node, card] of this.cards.entries()) {
      for (const sign of card.fold ? this.badges(card) : []) {
        if (Math.hypot(sign.x - x, sign.y - y) <= BADGE + 2) {
          return { node, does: sign.does };
        }
      }
    }
    return null;
  }
}

function bounds(marks) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const mark of marks) {
    if (typeof mark[0] !== "string") {
      grow(box, mark[0], mark[1] - 12);
      grow(box, mark[0] + mark[6], mark[1] + 4);
      continue;
    }
    const numbers = mark[0].match(/-?[\d.]+/g) || [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      grow(box, +numbers[i], +numbers[i + 1]);
    }
  }
  return [box[0] - 8, box[1] - 8, box[2] + 8, box[3] + 8];
}

function grow(box, x, y) {
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}

/** A scene on a canvas, seen from somewhere. */
class Picture {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.scale = 1;
    this.x = 0; // where the scene's corner lies, in pixels of the screen
    this.y = 0;
    this.chosen = -1;
    this.hovered = -1;
    this.found = new Set();
    this.direction = "forward";
    this.step = 0; // 0 where no pass is shown
    this.stale = true;
    this.covered = 0; // by the panel, on the right
    this.frames = 0;
  }

  show(scene) {
    this.scene = scene;
    this.redraw();
  }

  /** Draws everything anew with the next frame. */
  redraw() {
    this.stale = true;
    this.ask();
  }

  ask() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      this.draw();
    });
  }

  resize() {
    const pixels = window.devicePixelRatio || 1;
    const width = Math.round(this.canvas.clientWidth * pixels);
    const height = Math.round(this.canvas.clientHeight * pixels);
    if (width && height && (width !== this.canvas.width || height !== this.canvas.height)) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.redraw();
    }
    this.pixels = pixels;
  }

  move(dx, dy) {
    this.x += dx * this.pixels;
    this.y += dy * this.pixels;
    this.ask();
  }

  /** Enlarges around a point of the canvas. */
  zoom(factor, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2) {
    const scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor));
    const real = scale / this.scale;
    this.x = x * this.pixels - (x * this.pixels - this.x) * real;
    this.y = y * this.pixels - (y * this.pixels - this.y) * real;
    this.scale = scale;
    this.redraw();
  }

  fit(most = 1) {
    const [left, top, right, bottom] = this.scene.bounds;
    const { width, height } = this.canvas;
    const scale = Math.min(width / (right - left + 24), height / (bottom - top + 24)) / this.pixels;
    this.scale = Math.min(most, Math.max(SMALLEST, scale));
    const all = this.scale * this.pixels;
    this.x = (width - (left + right) * all) / 2;
    this.y = (height - (top + bottom) * all) / 2;
    this.redraw();
  }

  /** A point of the canvas in the scene. */
  place(x, y) {
    const all = this.scale * this.pixels;
    return [(x * this.pixels - this.x) / all, (y * this.pixels - this.y) / all];
  }

  /** Where on the canvas the middle of a card is. */
  middle(i) {
    const [x, y, w, h] = this.scene.cards[i].at;
    return [x + w / 2, y + h / 2].map((at, axis) => at * this.scale + (axis ? this.y : this.x) / this.pixels);
  }

  /** Moves the view so that a card is in it and can be read. */
  reveal(i) {
    if (this.scale < FAR) {
      this.scale = 0.8;
    }
    const [x, y] = this.middle(i);
    const { clientWidth, clientHeight: height } = this.canvas;
    const width = clientWidth - this.covered;
    const [aside, above] = this.scene.cards[i].at.slice(2).map(size => (size / 2) * this.scale + 16);
    if (x < aside || x > width - aside || y < above || y > height - above) {
      this.move(width / 2 - x, height / 2 - y);
    }
    this.redraw();
  }

  /** Where only the view has moved, what is there already is moved with it, and its edges are drawn. */
  draw() {
    if (!this.scene || !this.canvas.width) {
      return;
    }
    const { context, canvas } = this;
    const x = Math.round(this.x);
    const y = Math.round(this.y);
    const dx = x - this.drawnX;
    const dy = y - this.drawnY;
    const { width, height } = canvas;
    if (this.stale || Math.abs(dx) >= width || Math.abs(dy) >= height) {
      this.paint(0, 0, width, height);
    } else {
      context.globalCompositeOperation = "copy";
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(canvas, dx, dy);
      context.globalCompositeOperation = "source-over";
      if (dx) {
        this.paint(dx > 0 ? 0 : width + dx, 0, Math.abs(dx), height);
      }
      if (dy) {
        this.paint(0, dy > 0 ? 0 : height + dy, width, Math.abs(dy));
      }
    }
    this.stale = false;
    this.drawnX = x;
    this.drawnY = y;
    this.frames++;
  }

  /** Draws what lies in a part of the canvas. */
  paint(left, top, width, height) {
    const { context: pen, scene } = this;
    const all = this.scale * this.pixels;
    const dark = isDark();
    this.colours = dark ? scene.dark : scene.light;
    this.theme = dark ? DARK : LIGHT;
    pen.save();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.beginPath();
    pen.rect(left, top, width, height);
    pen.clip();
    pen.fillStyle = this.theme.sheet;
    pen.fillRect(left, top, width, height);
    const x = Math.round(this.x);
    const y = Math.round(this.y);
    pen.setTransform(all, 0, 0, all, x, y);
    const [x1, y1, x2, y2] = [(left - x) / all, (top - y) / all, (left + width - x) / all, (top + height - y) / all];
    const isSeen = ({ bounds: b }) => b[0] <= x2 && b[2] >= x1 && b[1] <= y2 && b[3] >= y1;
    const state = this.states();
    const far = this.scale < FAR;
    const lines = scene.lines.filter(isSeen);
    if (far && !state) {
      this.farLines(lines);
    } else {
      lines.forEach(line => this.line(line, state));
    }
    scene.items.forEach((item, i) => {
      if (isSeen(item)) {
        pen.globalAlpha = !state || state.done.has(i) ? 1 : 0.4;
        far ? this.farCard(scene.cards[i], item) : item.marks.forEach(mark => this.mark(mark));
        pen.globalAlpha = 1;
        this.signs(i, state);
      }
    });
    pen.restore();
  }

  /** How far the pass has come that is shown, or null. */
  states() {
    if (!this.step) {
      return null;
    }
    const order = this.scene.order[this.direction];
    return { running: order[this.step - 1], done: new Set(order.slice(0, this.step)), forward: this.direction === "forward" };
  }

  mark(mark, colour, wider = 0) {
    const pen = this.context;
    if (typeof mark[0] !== "string") {
      const [x, y, text, size, bold, ink, width] = mark;
      const font = `${bold ? "bold " : ""}${size}px "DejaVu Sans", Verdana, sans-serif`;
      if (this.font !== font || pen.font !== this.fontRead) {
        pen.font = this.font = font;
        this.fontRead = pen.font;
      }
      pen.fillStyle = this.colours[ink];
      pen.fillText(text, x, y, width + 1);
      return;
    }
    const [, fill, stroke, width, dashed] = mark;
    const path = (mark.path ??= new Path2D(mark[0]));
    if (fill >= 0) {
      pen.fillStyle = colour ?? this.colours[fill];
      pen.fill(path);
    }
    if (stroke >= 0) {
      pen.strokeStyle = colour ?? this.colours[stroke];
      pen.lineWidth = width + wider;
      pen.setLineDash(dashed ? [5, 3] : []);
      pen.stroke(path);
    }
  }

  line(line, state) {
    if (!state) {
      line.marks.forEach(mark => this.mark(mark));
      return;
    }
    const { source, target } = line;
    const users = target < 0 ? this.scene.users[source] : [target];
    const flows = users.includes(state.running);
    const reached = state.forward ? state.done.has(source) : users.some(user => state.done.has(user));
    for (const mark of line.marks) {
      const isGradient = mark[2] === this.scene.gradientColour || mark[1] === this.scene.gradientColour;
      const isOfPass = isGradient !== state.forward;
      this.context.globalAlpha = isOfPass && (flows || reached) ? 1 : 0.2;
      this.mark(mark, isOfPass && flows ? (state.forward ? this.theme.flow : undefined) : undefined, isOfPass && flows ? 2 : 0);
    }
    this.context.globalAlpha = 1;
  }

  farLines(lines) {
    const pen = this.context;
    const byColour = new Map();
    for (const line of lines) {
      const mark = line.marks[0];
      const path = byColour.get(mark[2]) ?? new Path2D();
      path.addPath((mark.path ??= new Path2D(mark[0])));
      byColour.set(mark[2], path);
    }
    pen.setLineDash([]);
    pen.lineWidth = 1 / this.scale;
    pen.globalAlpha = 0.5;
    byColour.forEach((path, colour) => {
      pen.strokeStyle = this.colours[colour];
      pen.stroke(path);
    });
    pen.globalAlpha = 1;
  }

  farCard({ at: [x, y, w, h] }, { marks }) {
    const pen = this.context;
    const [, fill, stroke] = marks[0];
    const edge = 1.2 / this.scale;
    pen.fillStyle = this.colours[stroke];
    pen.fillRect(x, y, w, h);
    pen.fillStyle = this.colours[fill];
    pen.fillRect(x + edge, y + edge, Math.max(0, w - 2 * edge), Math.max(0, h - 2 * edge));
  }

  signs(i, state) {
    const pen = this.context;
    const card = this.scene.cards[i];
    const [x, y, w, h] = card.at;
    const ring = (colour, width, away) => {
      pen.strokeStyle = colour;
      pen.lineWidth = width / Math.min(1, this.scale);
      pen.setLineDash([]);
      pen.strokeRect(x - away, y - away, w + 2 * away, h + 2 * away);
    };
    if (this.found.has(i)) {
      ring(this.theme.found, 2.5, 5);
    }
    if (state?.running === i) {
      ring(state.forward ? this.theme.flow : this.colours[this.scene.gradientColour], 3.5, 5);
    }
    if (i === this.chosen || i === this.hovered) {
      ring(this.theme.accent, i === this.chosen ? 2.5 : 1.2, 5);
    }
    if (!card.fold || this.scale < FAR) {
      return;
    }
    for (const sign of this.scene.badges(card)) {
      pen.fillStyle = this.theme.badge;
      pen.strokeStyle = this.theme.accent;
      pen.lineWidth = 1.4;
      pen.setLineDash([]);
      pen.beginPath();
      pen.arc(sign.x, sign.y, BADGE - 1, 0, 2 * Math.PI);
      pen.fill();
      pen.moveTo(sign.x - 4, sign.y);
      pen.lineTo(sign.x + 4, sign.y);
      if (sign.does === "unfold") {
        pen.moveTo(sign.x, sign.y - 4);
        pen.lineTo(sign.x, sign.y + 4);
      }
      pen.stroke();
    }
  }
}

class Explorer {
  constructor(model, el) {
    this.model = model;
    this.words = model.get("words");
    this.build(el);
    this.picture = new Picture(this.canvas);
    this.scene = new Scene({ cards: [], lines: [], backward: [], notes: [] });
    this.picture.scene = this.scene;
    this.watch();
    this.take();
  }

  build(el) {
    const { words } = this;
    this.root = element("div", "leibniz-explore");
    this.root.setAttribute("data-lm-suppress-shortcuts", "true"); // keys are ours and not JupyterLab's
    const bar = element("div", "bar");
    bar.setAttribute("role", "toolbar");
    this.search = element("input", "search");
    this.search.type = "search";
    this.search.placeholder = words.search;
    this.search.setAttribute("aria-label", words.search);
    this.hits = element("span", "hits");
    this.passes = ["forward", "backward"].map(pass => this.button(words[pass], words[pass], () => this.choosePass(pass)));
    this.steps = element("span", "steps");
    bar.append(
      this.button("\u2212", words.smaller, () => this.picture.zoom(1 / 1.4)),
      this.button("+", words.larger, () => this.picture.zoom(1.4)),
      this.button(words.whole, words.whole, () => this.picture.fit()),
      element("span", "gap"),
      ...this.passes,
      this.button("\u25c0", words.before, () => this.go(-1)),
      this.button("\u25b6", words.next, () => this.go(1)),
      this.steps,
      element("span", "gap"),
      this.search,
      this.hits,
    );
    const stage = element("div", "stage");
    this.canvas = element("canvas", "sheet");
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.panel = element("section", "panel");
    this.panel.hidden = true;
    this.tip = element("div", "tip");
    this.tip.hidden = true;
    this.told = element("div", "told");
    this.told.setAttribute("role", "status");
    this.notes = element("div", "notes");
    stage.append(this.canvas, this.panel, this.tip);
    this.root.append(bar, stage, this.notes, this.told);
    el.append(this.root);
  }

  button(text, title, action) {
    const made = element("button", "button", text);
    made.type = "button";
    made.title = title;
    made.setAttribute("aria-label", title);
    made.onclick = action;
    return made;
  }

  watch() {
    const { canvas, model, root } = this;
    this.onScene = () => this.take();
    this.onMessage = content => this.hear(content);
    model.on("change:scene", this.onScene);
    model.on("msg:custom", this.onMessage);
    this.sizes = new ResizeObserver(() => this.sized());
    this.sizes.observe(canvas);
    this.themes = new MutationObserver(() => this.picture.redraw());
    this.themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
    this.preferred = window.matchMedia("(prefers-color-scheme: dark)");
    this.onPreferred = () => this.picture.redraw();
    this.preferred.addEventListener("change", this.onPreferred);
    canvas.addEventListener("pointerdown", event => this.pressed(event));
    canvas.addEventListener("pointermove", event => this.moved(event));
    canvas.addEventListener("pointerup", event => this.released(event));
    canvas.addEventListener("pointercancel", event => this.released(event, true));
    canvas.addEventListener("pointerleave", () => this.hover(-1));
    canvas.addEventListener("wheel", event => this.wheel(event), { passive: false });
    canvas.addEventListener("keydown", event => this.key(event));
    this.search.addEventListener("input", () => this.find(0));
    this.search.addEventListener("keydown", event => event.key === "Enter" && this.find(event.shiftKey ? -1 : 1));
    root.addEventListener("keydown", event => event.stopPropagation());
    this.fingers = new Map();
  }

  close() {
    this.model.off("change:scene", this.onScene);
    this.model.off("msg:custom", this.onMessage);
    this.sizes.disconnect();
    this.themes.disconnect();
    this.preferred.removeEventListener("change", this.onPreferred);
    clearTimeout(this.waits);
    this.root.remove();
  }

  sized() {
    const first = !this.picture.pixels;
    this.picture.resize();
    if (first || !this.wasSeen) {
      this.wasSeen = this.canvas.width > 1 && this.canvas.clientWidth > 0;
      this.begin();
    }
  }

  /** At first all of a small graph is in view, and of a large one its result. */
  begin() {
    this.begun = this.scene.cards.length > 0;
    this.picture.fit();
    if (this.picture.scale < FAR && this.begun) {
      this.picture.scale = 0.8;
      const [x, y] = this.picture.middle(this.scene.cards.length - 1);
      this.picture.move(0.8 * this.canvas.clientWidth - x, this.canvas.clientHeight / 2 - y);
      this.picture.redraw();
    }
  }

  /** There is a scene; one of many nodes comes when it is asked for. */
  take() {
    const sent = this.model.get("scene");
    if (sent.cards) {
      this.show(sent);
    } else {
      this.awaited = sent.view;
      this.ask("scene", -1, sent.view);
    }
  }

  /** The card that was unfolded or folded stays where it was. */
  show(sent) {
    const before = this.toggled;
    this.toggled = undefined;
    clearTimeout(this.waits);
    this.scene = new Scene(sent);
    this.say("");
    const { scene, picture } = this;
    const { anchor } = scene;
    picture.show(scene);
    picture.step = 0;
    picture.hovered = -1;
    this.tip.hidden = true;
    this.find(0, true);
    this.canvas.setAttribute("aria-label", `${filled(this.words.graph, scene.cards.length)}. ${this.words.help}`);
    this.notes.textContent = scene.notes.join("\n");
    this.passes[1].disabled = !scene.backward.length;
    this.showStep();
    if (!this.begun && this.wasSeen) {
      this.begin();
    }
    if (picture.pixels && before && anchor >= 0) {
      const [x, y] = picture.middle(anchor);
      picture.move(before[0] - x, before[1] - y);
    }
    if (picture.chosen >= 0) {
      anchor >= 0 ? this.choose(anchor, false) : this.unchoose();
    }
  }

  // ---- the kernel

  ask(what, node, view = this.scene.view) {
    clearTimeout(this.waits);
    this.waits = setTimeout(() => this.silent(), PATIENCE);
    try {
      this.model.send({ ask: what, node, view });
    } catch {
      this.silent();
    }
  }

  silent() {
    clearTimeout(this.waits);
    if (!this.panel.hidden) {
      this.rows.append(element("div", "row", this.words.silent));
    }
    this.say(this.words.silent, true);
  }

  hear(content) {
    if (content.told === "scene" && content.view === this.awaited) {
      this.awaited = undefined;
      this.show(content.scene);
    } else if (content.told === "node" && content.view === this.scene.view && content.node === this.picture.chosen) {
      clearTimeout(this.waits);
      this.rows.replaceChildren(...content.rows.flatMap(([label, text]) => [element("div", "label", label), element("div", "row", text)]));
    }
  }

  toggle(node, does) {
    const can = this.scene.cards[node]?.fold & (does === "unfold" ? 1 : 2);
    if (can) {
      this.toggled = this.picture.middle(node);
      this.ask(does, node);
    }
  }

  // ---- choosing a node

  choose(node, reveal = true) {
    const card = this.scene.cards[node];
    this.picture.chosen = node;
    if (reveal) {
      this.picture.reveal(node);
    }
    this.picture.redraw();
    this.say(card.says);
    if (!this.panel.hidden) {
      this.open();
    }
  }

  /** Shows all of the chosen node. */
  open() {
    const node = this.picture.chosen;
    const card = this.scene.cards[node];
    if (!card) {
      return;
    }
    const { words } = this;
    const head = element("div", "head");
    head.append(element("strong", "name", card.name === card.title ? card.title : `${card.name}  ${card.title}`), this.button("\u00d7", words.close, () => this.unchoose()));
    this.rows = element("div", "rows");
    this.rows.append(element("div", "row", card.says));
    this.panel.setAttribute("aria-label", card.name);
    this.panel.replaceChildren(head, this.rows);
    for (const does of ["unfold", "fold"]) {
      if (card.fold & (does === "unfold" ? 1 : 2)) {
        this.panel.append(this.button(words[does], words[does], () => this.toggle(node, does)));
      }
    }
    this.ways(words.inputs, card.inputs);
    this.ways(words.users, this.scene.users[node]);
    this.panel.hidden = false;
    this.picture.covered = this.panel.offsetWidth;
    this.picture.reveal(node);
    this.ask("node", node);
  }

  ways(label, nodes) {
    const all = [...new Set(nodes)].slice(0, 30);
    if (all.length) {
      const line = element("div", "ways", `${label} `);
      line.append(...all.map(node => this.button(this.scene.cards[node].name, this.scene.cards[node].says, () => this.choose(node))));
      this.panel.append(line);
    }
  }

  unchoose() {
    this.picture.chosen = -1;
    this.panel.hidden = true;
    this.picture.covered = 0;
    clearTimeout(this.waits);
    this.picture.redraw();
    this.canvas.focus({ preventScroll: true });
  }

  /** To a screen reader, and where it concerns all below the picture. */
  say(text, isSeen = false) {
    this.told.textContent = text;
    this.told.classList.toggle("seen", isSeen);
  }

  // ---- the mouse and fingers

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  pressed(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, this.at(event));
    this.from = this.at(event);
    this.dragged = this.fingers.size > 1;
    this.hover(-1);
  }

  moved(event) {
    const before = this.fingers.get(event.pointerId);
    const [x, y] = this.at(event);
    if (!before) {
      const place = this.picture.place(x, y);
      this.hover(this.scene.cardAt(...place), x, y, this.scene.badgeAt(...place));
      return;
    }
    if (!this.dragged && Math.hypot(x - this.from[0], y - this.from[1]) < 4) {
      return;
    }
    this.dragged = true;
    const start = this.fingers.size === 1 && !this.moving ? this.from : before;
    this.moving = true;
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const wide = point => Math.max(1, Math.hypot(point[0] - other[0], point[1] - other[1]));
      this.picture.zoom(wide([x, y]) / wide(before), ...other);
    } else {
      this.picture.move(x - start[0], y - start[1]);
    }
    this.fingers.set(event.pointerId, [x, y]);
  }

  released(event, isLost = false) {
    if (!this.fingers.delete(event.pointerId)) {
      return;
    }
    this.moving = false;
    if (this.dragged || isLost) {
      return;
    }
    const place = this.picture.place(...this.at(event));
    const badge = this.picture.scale < FAR ? null : this.scene.badgeAt(...place);
    const node = this.scene.cardAt(...place);
    if (badge) {
      this.toggle(badge.node, badge.does);
    } else if (node >= 0) {
      this.choose(node, false);
      this.open();
    }
  }

  hover(node, x, y, badge) {
    this.canvas.style.cursor = node >= 0 || badge ? "pointer" : "";
    if (node !== this.picture.hovered) {
      this.picture.hovered = node;
      this.picture.redraw();
    }
    this.tip.hidden = node < 0 && !badge;
    if (!this.tip.hidden) {
      this.tip.textContent = badge ? this.words[badge.does] : this.scene.cards[node].says;
      const { clientWidth: width, clientHeight: height } = this.canvas;
      this.tip.style.left = `${Math.max(0, Math.min(x + 14, width - this.tip.offsetWidth - 4))}px`;
      this.tip.style.top = `${y + 18 + this.tip.offsetHeight < height ? y + 18 : Math.max(0, y - this.tip.offsetHeight - 8)}px`;
    }
  }

  /** Without the focus here the wheel is the page's, unless a key is held with it or fingers pinch. */
  wheel(event) {
    if (document.activeElement !== this.canvas && !event.ctrlKey && !event.metaKey) {
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 33 : 1;
    this.picture.zoom(Math.exp(-Math.max(-400, Math.min(400, event.deltaY * lines)) / (event.ctrlKey ? 150 : 500)), ...this.at(event));
  }

  // ---- keys

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { picture, scene } = this;
    const node = picture.chosen;
    const last = scene.cards.length - 1;
    const to = found => last >= 0 && this.choose(found ?? (node < 0 ? last : node));
    const keys = {
      ArrowLeft: () => to(scene.cards[node]?.inputs[0]),
      ArrowRight: () => to(scene.users[node]?.[0]),
      ArrowUp: () => to(node < 0 ? last : Math.max(0, node - 1)),
      ArrowDown: () => to(node < 0 ? last : Math.min(last, node + 1)),
      Home: () => to(0),
      End: () => to(last),
      Enter: () => (node < 0 ? to() : this.open()),
      Escape: () => this.unchoose(),
      u: () => this.toggle(node, "unfold"),
      f: () => this.toggle(node, "fold"),
      n: () => this.go(1),
      p: () => this.go(-1),
      "+": () => picture.zoom(1.4),
      "=": () => picture.zoom(1.4),
      "-": () => picture.zoom(1 / 1.4),
      0: () => picture.fit(),
      "/": () => this.search.focus(),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  // ---- search

  /** Goes to the next or the previous hit; 0 looks anew. */
  find(by, stays = false) {
    const sought = this.search.value.trim().toLowerCase();
    const { texts, cards } = this.scene;
    const isNamed = i => cards[i].name.toLowerCase() === sought;
    const hits = sought ? texts.flatMap((text, i) => (text.includes(sought) ? [i] : [])) : [];
    hits.sort((a, b) => isNamed(b) - isNamed(a) || a - b);
    this.hit = by && hits.length ? (this.hit + by + hits.length) % hits.length : 0;
    this.picture.found = new Set(hits);
    this.hits.textContent = !sought ? "" : hits.length ? filled(this.words.found, this.hit + 1, hits.length) : this.words.nothing;
    this.picture.redraw();
    if (hits.length && !stays) {
      this.choose(hits[this.hit]);
    }
  }

  // ---- a pass, step by step

  choosePass(pass) {
    const isOn = this.picture.step && this.picture.direction === pass;
    this.picture.direction = pass;
    this.picture.step = isOn ? 0 : 1;
    this.showStep();
  }

  go(by) {
    const { picture, scene } = this;
    if (!scene.order[picture.direction].length) {
      picture.direction = "forward";
    }
    picture.step = Math.max(0, Math.min(scene.order[picture.direction].length, picture.step + by));
    this.showStep();
  }

  showStep() {
    const { picture, scene, words } = this;
    const order = scene.order[picture.direction];
    this.passes.forEach((button, i) => button.setAttribute("aria-pressed", String(!!picture.step && picture.direction === ["forward", "backward"][i])));
    this.steps.textContent = picture.step ? filled(words.step, picture.step, order.length) : "";
    if (picture.step) {
      const node = order[picture.step - 1];
      picture.reveal(node);
      this.say(`${words[picture.direction]}, ${this.steps.textContent}: ${scene.cards[node].says}`);
      if (!this.panel.hidden) {
        this.choose(node, false);
      }
    }
    picture.redraw();
  }
}
