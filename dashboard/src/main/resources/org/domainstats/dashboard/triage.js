// Young and new to you: the list that an analyst works through.
import { ask, query } from "./api.js";
import { FORMS, copy } from "./copy.js";
import { arriving, failed, h, state, toast } from "./dom.js";
import { AGES, number } from "./format.js";
import { whenNew } from "./live.js";
import { News } from "./news.js";
import { here } from "./places.js";
import { ContactTable } from "./table.js";

const VIEWS = { young: "Young", all: "All contacts", sleeper: "Sleepers", "for-us": "First for us", "age-unknown": "Age unknown", unranked: "Unranked, not young", ranked: "Ranked, not young" };
const MARKS = { "not-dismissed": "Not dismissed", open: "Open", seen: "Seen", dismissed: "Dismissed", any: "Any" };
const PAGE = 50;
/** A tab that is left open does not grow for ever. */
const MOST = 500;

function select(name, label, options, value, change) {
  return h("label", {}, label, h("select", { name, onchange: (event) => change({ [name]: event.target.value }) },
    Object.entries(options).map(([key, text]) => h("option", { value: key, selected: key === value }, text))));
}

function day(instant) {
  return (instant ?? "").slice(0, 10);
}

export async function show(main, { search, go, signal, keys }) {
  const wanted = {
    view: search.get("view") ?? (search.get("age") ? "all" : "young"),
    age: search.get("age") ?? "",
    marks: search.get("marks") ?? "not-dismissed",
    from: search.get("from") ?? "",
    to: search.get("to") ?? "",
    q: search.get("q") ?? "",
    sort: search.get("sort") ?? "first-you",
    order: search.get("order") ?? "desc",
  };
  // Asked first: the page is made while the answer is on its way.
  const asked = ask("/v1/triage" + query({ ...wanted, limit: PAGE }), { signal }).then((page) => ({ page }), (error) => ({ error }));
  const draw = arriving(main, signal);
  const change = (changes) => go("/ui/triage" + query({ ...wanted, ...changes }), { keepFocus: true });
  const table = new ContactTable({ caption: "Contacts", order: wanted,
    onSort: (sort) => change({ sort, order: wanted.sort === sort && wanted.order === "desc" ? "asc" : "desc" }) });
  const newestFirst = wanted.sort === "first-you" && wanted.order === "desc";
  const isLive = () => newestFirst && pages === 1 && table.entries.length < MOST;
  const news = new News(table, () => (isLive() ? table.arrive(table.missing(top)) : restart()));
  keys((key) => (key === "n" ? news.take() : table.key(key)));
  const total = h("span", { class: "soft", role: "status" });
  const more = h("button", { type: "button" }, "More");
  const below = h("div", { class: "more" }, more);
  const body = h("section", { class: "card" });
  const parts = [
    h("div", { class: "head" }, h("h1", {}, wanted.view === "young" ? "Young and new to you" : "Contacts"), total, h("span", { class: "gap" }), copying(table), exports_(wanted)),
    folded(wanted, filters(wanted, change)), body];
  let next, pages = 0, top = [];
  const load = async () => {
    more.disabled = true;
    try {
      const page = await ask("/v1/triage" + query({ ...wanted, limit: PAGE, after: next }), { signal });
      show_(page);
    } catch (error) {
      if (!signal.aborted) body.replaceChildren(failed(error, () => go(here())));
    }
    more.disabled = false;
  };
  const show_ = (page) => {
    const first = next === undefined;
    next = page.next;
    pages = first ? 1 : pages + 1;
    if (first && page.entries.length === 0) {
      body.replaceChildren(nothing(wanted, go));
    } else {
      if (first) body.replaceChildren(news.element, table.element, below);
      table.add(page.entries);
    }
    count(page);
    below.hidden = next === undefined;
  };
  const count = (page) => {
    total.textContent = page.total === undefined ? `${number(table.entries.length)}${next ? "+" : ""} found` : `${number(page.total)} ${page.total === 1 ? "contact" : "contacts"}`;
    if (page.window) total.textContent += `; of the newest ${number(page.window)}`;
  };
  const begin = async () => {
    const { page, error } = await asked;
    if (error) body.replaceChildren(failed(error, () => go(here())));
    else show_(page);
    draw(...parts);
  };
  const restart = async () => {
    next = undefined;
    table.set([]);
    await load();
    scrollTo(0, 0);
  };
  const update = async () => {
    const page = await ask("/v1/triage" + query({ ...wanted, limit: PAGE }), { signal });
    if (table.entries.length === 0) {
      if (page.entries.length > 0 && !more.disabled) await restart();
      return;
    }
    top = page.entries;
    table.refresh(top);
    count(page);
    const fresh = table.missing(top);
    if (fresh.length > 0 && isLive() && !table.isBeingRead()) news.take() || table.arrive(fresh);
    else news.offer(fresh.length, fresh.length === PAGE, isLive());
  };
  more.addEventListener("click", load);
  await begin();
  if (signal.aborted) return;
  whenNew(update, signal);
  new IntersectionObserver((seen) => { if (seen[0].isIntersecting && next && !more.disabled) load(); }, { rootMargin: "400px" }).observe(below);
}

function nothing(wanted, go) {
  const filtered = wanted.from || wanted.to || wanted.q || wanted.age || wanted.view !== "young";
  return state("empty", wanted.view === "young" && !filtered ? "No young domain is new to you" : "No contact is like that",
    h("p", {}, filtered ? "Take a filter away, or look at all contacts." : "Every name that was asked about is older than that, or its age is not known yet."),
    h("button", { type: "button", onclick: () => go("/ui/triage?view=all&marks=any") }, "All contacts"));
}

function filters(wanted, change) {
  const text = h("input", { type: "search", name: "contains", value: wanted.q, placeholder: "part of a name", spellcheck: "false", "aria-label": "Part of a name" });
  const date = (name, label) => h("label", {}, label, h("input", { type: "date", name, value: day(wanted[name]),
    onchange: (event) => change({ [name]: event.target.value ? event.target.value + "T00:00:00Z" : "" }) }));
  return h("form", { class: "filters", onsubmit: (event) => { event.preventDefault(); change({ q: text.value }); } },
    select("view", "View", VIEWS, wanted.view, change),
    select("age", "Age at first contact", { "": "any", ...AGES }, wanted.age, change),
    select("marks", "Decision", MARKS, wanted.marks, change),
    date("from", "From (UTC)"), date("to", "Before (UTC)"),
    h("label", {}, "Name contains", text),
    h("button", {}, "Filter"));
}

/** On a telephone the filters would take the first screen; what is chosen is said instead. */
function folded(wanted, form) {
  const chosen = [VIEWS[wanted.view], AGES[wanted.age], MARKS[wanted.marks], wanted.from && `from ${day(wanted.from)}`,
    wanted.to && `before ${day(wanted.to)}`, wanted.q && `“${wanted.q}”`].filter(Boolean).join(", ");
  return h("details", { class: "fold", open: innerWidth > 620 }, h("summary", {}, `Filters: ${chosen}`), form);
}

function copying(table) {
  return h("label", { class: "filters" }, h("select", { "aria-label": "Copy the names that are shown",
    onchange: async (event) => {
      const form = event.target.value;
      event.target.value = "";
      try {
        await copy(form, table.entries.map((entry) => entry.site));
        toast(`${number(table.entries.length)} names copied: ${FORMS[form].label}`);
      } catch {
        toast("The browser does not let this page copy; it needs HTTPS or localhost.");
      }
    } }, h("option", { value: "" }, "Copy as …"), Object.entries(FORMS).map(([key, form]) => h("option", { value: key }, form.label))));
}

function exports_(wanted) {
  return h("span", {}, ["csv", "ndjson", "stix"].map((format) =>
    [h("a", { class: "button small", download: "", href: "/v1/triage/export" + query({ ...wanted, format }) }, format.toUpperCase()), " "]));
}
