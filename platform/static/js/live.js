// A submission as it goes on: server-sent events change the page in place; without them the page asks
// again every two seconds. What is true is always the server's fragment; events only paint it sooner.

const POLL_MS = 2000;
const FINAL = new Set(["graded", "ended"]);

const place = document.getElementById("state");
const announcer = document.getElementById("announcer");
const words = place.dataset;
let source = null;
let timer = null;
let attempt = 0;
let settled = false;

const status = () => place.querySelector("[data-status]")?.dataset.status ?? "";

function announce(message) {
  announcer.textContent = message;
}

function fill(template, values) {
  return template.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

function seconds(value) {
  if (typeof value !== "number") return "";
  return fill(words.seconds, { seconds: value < 10 ? value.toFixed(1) : Math.round(value) });
}

function title(prefix) {
  document.title = prefix ? `${prefix} · ${words.questTitle} · Questbook` : `${words.questTitle} · Questbook`;
}

// ---- The server's fragment ----

async function refresh() {
  const answer = await fetch(words.stateUrl, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (answer.redirected) {
    location.reload(); // logged out meanwhile
    return;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  const was = status();
  place.replaceChildren(...fresh.childNodes);
  if (FINAL.has(status())) finish(was);
  else count();
}

function finish(was) {
  settled = true;
  stop();
  reveal();
  const score = place.querySelector(".ring-number")?.textContent ?? "";
  title(score);
  if (was && !FINAL.has(was)) announce(`${words.sayReport} ${score}`);
}

function stop() {
  source?.close();
  source = null;
  clearTimeout(timer);
  timer = null;
}

// ---- Polling ----

function poll() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try {
      await refresh();
    } catch {
      // The server is away for a moment; ask again.
    }
    if (!settled) poll();
  }, POLL_MS);
}

// ---- Events ----

const cells = () => place.querySelector("[data-cells]");
const cell = (name) => [...(cells()?.children ?? [])].find((item) => item.dataset.cell === name);

function plan(event) {
  const template = place.querySelector("template[data-cell-template]");
  const list = cells();
  if (!template || !list || !Array.isArray(event.cells)) return;
  const known = [...list.children].map((item) => item.dataset.cell).join("\n");
  if (known === event.cells.map((one) => one.name).join("\n")) return;
  list.replaceChildren(
    ...event.cells.map((one) => {
      const item = template.content.firstElementChild.cloneNode(true);
      item.dataset.cell = one.name;
      item.querySelector("[data-title]").textContent = one.title?.[document.documentElement.lang] || one.name;
      if (one.answer) item.dataset.answer = "";
      else item.querySelector("[data-yours]").remove();
      return item;
    }),
  );
  count();
}

function count() {
  const items = [...(cells()?.children ?? [])];
  if (status() === "queued") {
    title(words.titleQueued);
    return;
  }
  if (items.length === 0) {
    title(words.titleRunning);
    return;
  }
  const done = items.filter((item) => !["waiting", "running"].includes(item.dataset.state)).length;
  const meter = place.querySelector("[data-progress]");
  if (meter) {
    meter.max = items.length;
    meter.value = done;
  }
  const counter = place.querySelector("[data-count]");
  if (counter) counter.textContent = `${done} / ${items.length}`;
  title(done === items.length ? words.titleJudging : `${words.titleRunning} ${done}/${items.length}`);
}

function figures(logs) {
  return Object.entries(logs ?? {})
    .filter(([, value]) => typeof value === "number")
    .slice(0, 6)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(" · ");
}

function making(line) {
  const shown = place.querySelector("[data-making]");
  if (shown) shown.textContent = line;
}

const handlers = {
  async status(event) {
    const again = event.attempt && attempt && event.attempt !== attempt;
    attempt = event.attempt ?? attempt;
    if (event.status !== status() || again || FINAL.has(event.status)) await refresh();
  },
  phase(event) {
    place.querySelector("[data-phase]")?.setAttribute("data-phase", event.phase);
    if (event.phase === "judging") title(words.titleJudging);
    making("");
  },
  data(event) {
    making(fill(words.sayData, { name: event.name, share: `${Math.round(event.share * 100)} %` }));
  },
  seed(event) {
    const again = fill(words.sayRun, { run: event.run, runs: event.runs });
    const line = place.querySelector("[data-run]");
    if (line) line.textContent = again;
    announce(again);
  },
  plan,
  cell(event) {
    const item = cell(event.name);
    if (!item) return;
    item.dataset.state = event.state;
    item.querySelector("[data-seconds]").textContent = seconds(event.seconds);
    if (event.state !== "running") {
      item.querySelector("[data-detail]").textContent = "";
      const all = cells().children.length;
      const done = [...cells().children].filter((one) => !["waiting", "running"].includes(one.dataset.state)).length;
      announce(fill(words.sayCell, { done, total: all }));
    }
    count();
  },
  epoch(event) {
    const detail = cell(event.cell)?.querySelector("[data-detail]");
    if (!detail) return;
    const of = event.epochs ? `/${event.epochs}` : "";
    detail.textContent = [`${words.epoch} ${event.epoch}${of}`, figures(event.logs)].filter(Boolean).join(" · ");
  },
  output(event) {
    const item = cell(event.cell);
    if (item?.dataset.state === "running") item.querySelector("[data-detail]").textContent = event.text;
  },
};

// Events are handled one after another, so that a fragment that is being fetched is not painted over.
let queue = Promise.resolve();

function handle(message) {
  queue = queue.then(async () => {
    if (settled) return;
    try {
      const event = JSON.parse(message.data);
      await handlers[event.type]?.(event);
    } catch {
      poll(); // a broken event or a lost fragment: the server's word counts
    }
  });
}

function listen() {
  source = new EventSource(words.events);
  source.addEventListener("message", handle);
  source.addEventListener("fallback", () => {
    source.close(); // no events to be had for now
    poll();
  });
  source.addEventListener("open", () => {
    clearTimeout(timer);
    timer = null;
  });
  source.addEventListener("error", () => {
    if (!settled) poll(); // the browser tries to connect again meanwhile, unless the stream was refused
  });
}

// An address may name a finding that is folded: unfold it.
function reveal() {
  const finding = document.getElementById(location.hash.slice(1));
  const folded = finding?.querySelector(":scope > details:not([open])");
  if (!folded) return;
  folded.open = true;
  finding.scrollIntoView({ block: "center" });
}

window.addEventListener("hashchange", reveal);

// A finding's link goes to the frame below: bring the frame into view.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-notebook-link]")) {
    document.getElementById("notebook")?.scrollIntoView({ behavior: "smooth", block: "start" });
  }
});

attempt = Number(place.querySelector("[data-attempt]")?.dataset.attempt ?? 0);
if (FINAL.has(status())) {
  settled = true;
  reveal();
} else {
  count();
  if (window.EventSource) listen();
  else poll();
}
