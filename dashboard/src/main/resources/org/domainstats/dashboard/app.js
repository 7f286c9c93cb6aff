// Which page is shown, the search box, and the keys.
import { whoAmI } from "./api.js";
import { failed, h, state } from "./dom.js";
import { isDefanged, siteLink } from "./format.js";
import { hunting } from "./hunt.js";
import { address, here, path as pathOf } from "./places.js";

const main = document.getElementById("main");
const box = document.getElementById("q");
const PAGES = { "": "home", triage: "triage", hunt: "hunt", health: "health", help: "help", admin: "admin", "sign-in": "sign-in" };
const TITLES = { home: "Overview", triage: "Triage", hunt: "Hunt", health: "Health", help: "Help", admin: "Access", "sign-in": "Sign in" };
let controller = new AbortController();
let onKey = () => false;

function page() {
  const path = (pathOf(location.pathname) ?? "").replace(/^\/ui\/?/, "").replace(/\/$/, "");
  if (path.startsWith("site/")) return { module: "site", name: decode(path.slice(5)) };
  return { module: PAGES[path] };
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

async function render(keepFocus = false) {
  controller.abort();
  controller = new AbortController();
  const { signal } = controller;
  onKey = () => false;
  const { module, name } = page();
  document.title = `${name ?? TITLES[module] ?? "Not found"} · domain-stats`;
  for (const each of document.querySelectorAll("nav a")) {
    if (new URL(each.href).pathname === location.pathname) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
  if (!module) {
    main.replaceChildren(state("empty", "", h("h1", {}, "There is no such page"), h("a", { href: "/ui/" }, "Overview")));
    return;
  }
  const slow = setTimeout(() => main.replaceChildren(state("loading", "", "Loading …")), 400);
  signal.addEventListener("abort", () => clearTimeout(slow));
  try {
    const { show } = await import(`./${module}.js`);
    clearTimeout(slow);
    if (signal.aborted) return;
    await show(main, { name, search: new URLSearchParams(location.search), go, signal, keys: (handler) => { onKey = handler; } });
    // The session of whoever stood there may have ended.
    if (module === "sign-in") showWho();
  } catch (error) {
    clearTimeout(slow);
    if (!signal.aborted) main.replaceChildren(failed(error, () => render()));
  }
  if (!keepFocus && !signal.aborted && document.activeElement === document.body) main.focus({ preventScroll: true });
}

function go(path, { keepFocus = false } = {}) {
  if (here() === path) history.replaceState(null, "", address(path));
  else history.pushState(null, "", address(path));
  if (!keepFocus) scrollTo(0, 0);
  return render(keepFocus);
}

/** No name or URL is as long; an address of the browser had better not be. */
const LONGEST = 2048;

function search(text) {
  const indicators = text.split(/[\s,;|]+/).filter(Boolean);
  box.value = "";
  box.blur();
  if (indicators.length > 1 || indicators[0]?.length > LONGEST) {
    hunting(indicators.join("\n"));
    go("/ui/hunt");
  } else if (indicators.length === 1) {
    go(siteLink(indicators[0]));
  }
}

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  search(box.value);
});

box.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text") ?? "";
  if (/[\r\n]/.test(text.trim())) {
    event.preventDefault();
    search(text);
  }
});

document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[href]");
  if (!anchor || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || anchor.target || anchor.hasAttribute("download")) return;
  const url = new URL(anchor.href);
  const path = url.origin === location.origin ? pathOf(url.pathname) : undefined;
  if (!path?.startsWith("/ui/") || (url.hash && url.pathname === location.pathname)) return;
  event.preventDefault();
  go(path + url.search);
});

let prefix = false;

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.target.matches("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const after = prefix;
  prefix = false;
  const places = { o: "/ui/", t: "/ui/triage", h: "/ui/hunt" };
  if (after && places[event.key]) go(places[event.key]);
  else if (event.key === "g") prefix = true;
  else if (event.key === "/") box.focus();
  else if (event.key === "?") go("/ui/help");
  else if (event.target.matches("button, a, summary") && event.key === "Enter") return;
  else if (!onKey(event.key)) return;
  event.preventDefault();
});

const defang = document.getElementById("defang");
defang.setAttribute("aria-pressed", String(isDefanged()));
defang.addEventListener("click", () => {
  localStorage.setItem("defang", isDefanged() ? "off" : "on");
  defang.setAttribute("aria-pressed", String(isDefanged()));
  render(true);
});

function theme(value) {
  if (value) document.documentElement.dataset.theme = value;
  dispatchEvent(new Event("theme"));
}

theme(localStorage.getItem("theme"));
document.getElementById("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  localStorage.setItem("theme", dark ? "light" : "dark");
  theme(localStorage.getItem("theme"));
});

// They are written as seen from the page that was loaded, and the address changes without loading another.
for (const each of document.querySelectorAll("header a")) each.href = each.href;

addEventListener("popstate", () => render());

function showWho() {
  whoAmI().then((session) => {
    const name = session?.proof === "session" || session?.proof === "proxy" ? session.name : "sign in";
    document.getElementById("who").replaceChildren(h("a", { href: "/ui/sign-in" }, name));
  }).catch(() => {});
}

showWho();
render();
