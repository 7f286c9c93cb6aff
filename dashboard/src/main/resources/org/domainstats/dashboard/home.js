// The first page: what was asked about for the first time, newest on top.
import { ask, metrics, query, wantsToken } from "./api.js";
import { ages, overTime } from "./chart.js";
import { arriving, failed, h, link, state } from "./dom.js";
import { number, when } from "./format.js";
import { whenNew } from "./live.js";
import { News } from "./news.js";
import { address, here } from "./places.js";
import { ContactTable } from "./table.js";

const NEWEST = 10;
const PERIODS = { "24 h": 1, "7 d": 7, "30 d": 30, "1 y": 365, All: 0 };

function hour(millis) {
  return new Date(Math.floor(millis / 3600000) * 3600000).toISOString();
}

function periodOf(search) {
  if (search.get("from")) return { from: search.get("from"), to: search.get("to") ?? undefined, name: undefined };
  const name = search.get("period") in PERIODS ? search.get("period") : "24 h";
  return { from: PERIODS[name] ? hour(Date.now() - PERIODS[name] * 86400000 + 3600000) : "1970-01-01T00:00:00Z", to: undefined, name };
}

function tile(value, text, detail, href, hot) {
  return h("a", { class: hot ? "tile hot" : "tile", href }, h("b", {}, number(value)), text, h("small", {}, detail));
}

function lookups(found) {
  return (found?.get("domain_stats_lookups_total") ?? []).reduce((sum, each) => sum + each.value, 0);
}

function tiles(summary, found, period) {
  const rows = (view) => "/ui/triage" + query({ view, from: summary.from, to: period.to, marks: "any" });
  return h("div", { class: "tiles" },
    tile(summary.contacts, "first contacts", "for you, in this period", rows("all")),
    tile(summary.young, "young", `registered < ${summary.young_within_days} d before`, rows("young"), summary.young > 0),
    tile(summary.for_us, "first for us", "nobody in the community asked", rows("for-us")),
    tile(summary.sleepers, "sleepers", "old, unranked, new to all", rows("sleeper")),
    tile(summary.age_unknown, "age unknown", "no source has a date", rows("age-unknown")),
    tile(summary.all, "distinct domains", "ever asked about", "/ui/triage" + query({ view: "all", marks: "any" })),
    found && tile(lookups(found), "look-ups", "since the start", "/ui/health"));
}

async function empty() {
  const token = await wantsToken() ? `-H "Authorization: Bearer $TOKEN" ` : "";
  return state("empty", "Nobody has asked yet",
    h("p", {}, "Ask about a name, and it appears here by itself within seconds:"),
    h("pre", {}, `curl ${token}${location.origin}${address("/example.com")}`),
    h("p", {}, "Then point your SIEM, Zeek or proxy logs here: see docs/streams.md."));
}

function learning(summary, found) {
  const waiting = (found?.get("domain_stats_queue_size") ?? []).find((each) => each.labels.reason === "asked")?.value ?? 0;
  if (!summary.up_to_date) return h("p", { class: "soft", role: "status" }, "Learning: the table still reads contacts that were made before; counts grow until it is done.");
  return waiting > 0 && h("p", { class: "soft" }, `Learning: the age of ${waiting === 1 ? "one domain" : number(waiting) + " domains"} is still being looked up; `, link("/ui/health", "health"), ".");
}

export async function show(main, { search, go, signal, keys }) {
  const period = periodOf(search);
  const draw = arriving(main, signal);
  const table = new ContactTable({ caption: "Newest first contacts", actions: false,
    columns: ["site", "age", "first_you", "first_us", "rank", "score", "labels", "times", "asked_by"] });
  keys((key) => (key === "n" ? news.take() : table.key(key)));
  const numbers = h("div");
  const newest = h("section", { class: "card" }, h("div", { class: "head" }, h("h2", {}, "Newest first contacts"), h("span", { class: "gap" }), link("/ui/triage", "Triage: young and new to you")));
  const charts = h("div", { class: "two" });
  const head = h("div", { class: "head" }, h("h1", {}, "Overview"), h("span", { class: "gap" }),
    period.name === undefined && h("span", { class: "soft" }, `${when(period.from)} – ${when(period.to)} UTC`),
    h("div", { class: "segments", role: "group", "aria-label": "Period" }, Object.keys(PERIODS).map((name) =>
      h("button", { type: "button", "aria-pressed": String(name === period.name), onclick: () => go("/ui/" + query({ period: name })) }, name))));
  let last;
  const load = async () => {
    const [summary, page, found] = await Promise.all([
      ask("/v1/triage/summary" + query({ from: period.from, to: period.to }), { signal }),
      ask("/v1/triage" + query({ limit: NEWEST, from: period.name ? undefined : period.from, to: period.to }), { signal }),
      metrics(signal).catch(() => undefined),
    ]);
    if (summary.all === 0 && page.entries.length === 0) {
      draw(head, await empty());
      last = undefined;
      return;
    }
    if (last === undefined) {
      newest.append(news.element, table.element);
      draw(head, numbers, newest, charts);
    }
    numbers.replaceChildren(...[tiles(summary, found, period), learning(summary, found)].filter(Boolean));
    fillTable(page.entries);
    const key = JSON.stringify([summary.series, summary.ages]);
    if (key !== last) drawCharts(summary);
    last = key;
  };
  let newestNow = [];
  const fillTable = (entries) => {
    newestNow = entries;
    const fresh = table.missing(entries);
    table.refresh(entries);
    if (table.entries.length === 0) table.set(entries);
    else if (fresh.length > 0 && !table.isBeingRead()) news.take() || arrive();
    else news.offer(fresh.length, fresh.length === NEWEST, true);
  };
  const arrive = () => table.arrive(table.missing(newestNow), NEWEST);
  const news = new News(table, arrive);
  let charting;
  const drawCharts = (summary) => {
    charting?.abort();
    charting = new AbortController();
    signal.addEventListener("abort", () => charting.abort());
    const brush = (from, to) => go("/ui/" + query({ from, to }));
    charts.replaceChildren(
      h("section", { class: "card" }, h("h2", {}, "First contacts over time"), overTime(summary, brush, charting.signal),
        period.name === undefined && h("p", {}, link("/ui/triage" + query({ from: period.from, to: period.to, view: "all" }), "These contacts as a table"))),
      h("section", { class: "card" }, h("h2", {}, "Age at the first contact"),
        ages(summary, (age) => "/ui/triage" + query({ view: "all", age, from: summary.from, to: period.to, marks: "any" }))));
  };
  try {
    await load();
  } catch (error) {
    if (signal.aborted) return;
    draw(head, failed(error, () => go(here())));
    if (error.status === 401) return;
  }
  whenNew(load, signal);
}
