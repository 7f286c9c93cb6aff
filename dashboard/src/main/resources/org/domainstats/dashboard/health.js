// Whether what answers depend on works: the metrics of the server, for people.
import { ask, metrics, whoAmI } from "./api.js";
import { failed, h, link, state } from "./dom.js";
import { ago, number, span } from "./format.js";
import { everyFewSeconds } from "./live.js";
import { here } from "./places.js";

const MOST = 25;

function values(found, name) {
  return found.get("domain_stats_" + name) ?? [];
}

function one(found, name, labels = {}) {
  return values(found, name).find((each) => Object.entries(labels).every(([key, value]) => each.labels[key] === value))?.value;
}

function list(pairs) {
  return h("dl", {}, pairs.filter(([, value]) => value !== undefined && value !== "NaN").map(([key, value]) => [h("dt", {}, key), h("dd", {}, value)]));
}

function card(title, ...content) {
  return h("section", { class: "card" }, h("h2", {}, title), content);
}

function pill(good, yes, no) {
  return h("span", { class: good ? "pill good" : "pill bad" }, good ? yes : no);
}

/** Values of two labels as a table of rows and columns. */
function table(rows, across, down) {
  const columns = [...new Set(rows.map((each) => each.labels[across]))].sort();
  const names = [...new Set(rows.map((each) => each.labels[down]))].sort();
  const value = (name, column) => rows.find((each) => each.labels[down] === name && each.labels[across] === column)?.value;
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": down }, h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, down), columns.map((each) => h("th", { scope: "col", class: "number" }, each)))),
    h("tbody", {}, names.map((name) => h("tr", {}, h("td", {}, name), columns.map((column) => h("td", { class: "number" }, value(name, column) === undefined ? "–" : number(value(name, column)))))))));
}

/** Without the rows in which nothing was counted. */
function used(rows, down) {
  const names = new Set(rows.filter((each) => each.value).map((each) => each.labels[down]));
  return names.size ? rows.filter((each) => names.has(each.labels[down])) : rows.slice(0, 1);
}

/** Hosts that failed, the last failure first; what they said is from outside, and shown as text. */
function hosts(registries) {
  const failed = registries.hosts.filter((each) => each.failures > 0).sort((a, b) => (a.last_error_at < b.last_error_at ? 1 : -1));
  if (failed.length === 0) return undefined;
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Registry hosts that failed" }, h("table", {},
    h("thead", {}, h("tr", {}, ["Host", "Failed", "Last error", "When"].map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, failed.slice(0, MOST).map((each) => h("tr", {}, h("td", {}, each.host), h("td", {}, `${number(each.failures)} of ${number(each.queries)}`),
      h("td", { class: "wrap" }, each.last_error), h("td", {}, ago(each.last_error_at)))))));
}

function withoutSource(registries) {
  const tlds = [...registries.without_source].sort((a, b) => b.times - a.times).slice(0, MOST);
  return tlds.length > 0 && card("TLDs without a source", h("p", { class: "soft" }, "No RDAP or WHOIS is known for them: ages stay unknown. The setting registries names a server."),
    list(tlds.map((each) => [`.${each.tld}`, `${number(each.times)} look-ups, the last ${ago(each.last)}`])));
}

function cards(found, ready, summary, known) {
  const hits = one(found, "cache_hits_total") ?? 0;
  const misses = one(found, "cache_misses_total") ?? 0;
  const feedAge = one(found, "feed_age_seconds");
  const commits = one(found, "store_commits_seconds_count");
  const took = one(found, "store_commits_seconds_sum");
  const registries = values(found, "registry_requests_total");
  const hints = values(found, "hints_age_seconds");
  const outputs = values(found, "event_output_up");
  const checked = values(found, "source_check_domains");
  const community = values(found, "community_requests_total");
  const pulls = values(found, "feed_pulls_total");
  const build = values(found, "build_info")[0]?.labels ?? {};
  return [
    card("State", list([
      ["Ready", pill(ready === undefined, "yes", ready)],
      ["Version", build.version],
      ["Failures beside answers", number(one(found, "failures_total"))],
      ["Store", commits ? `${number(commits)} transactions, ${((1000 * took) / commits).toFixed(1)} ms each` : undefined],
      ["Table of contacts", pill(summary.up_to_date, "up to date", "still reading")],
    ])),
    card("Learning", list([
      ["Waiting for a date", number(one(found, "queue_size", { reason: "asked" }))],
      ["Waiting to be confirmed", number(one(found, "queue_size", { reason: "recheck" }))],
      ["Contacts", number(summary.all)],
    ])),
    card("Memory for answers", list([
      ["Full", `${number(one(found, "cache_size"))} of ${number(one(found, "cache_capacity"))}`],
      ["Hits", hits + misses ? `${((100 * hits) / (hits + misses)).toFixed(1)} %` : "–"],
    ])),
    card("Known domains", list([
      ["Domains", number(one(found, "known_domains"))],
      ["Feed version", `${one(found, "feed_version", { part: "major" }) ?? "–"}.${one(found, "feed_version", { part: "minor" }) ?? "–"}`],
      ["Feed published", Number.isFinite(feedAge) ? `${span(feedAge)} ago` : "none was pulled"],
    ]), pulls.length > 0 && list(pulls.filter((each) => each.value > 0).map((each) => [each.labels.result, number(each.value)]))),
    card("Look-ups since the start", table(used(values(found, "lookups_total"), "source"), "result", "source")),
    card("Registries", registries.some((each) => each.value) ? table(registries, "result", "protocol") : h("p", { class: "soft" }, "No registry was asked since the start.")),
    hosts(known) && card("Registry hosts that failed", hosts(known)),
    withoutSource(known),
    hints.length > 0 && card("Lists of new domains", list(hints.map((each) => [each.labels.file, Number.isFinite(each.value) && each.value >= 0 ? `written ${span(each.value)} ago` : "missing"]))),
    community.some((each) => each.value) && card("Community", table(community.map((each) => ({ ...each, labels: { ...each.labels, server: "community" } })), "result", "server")),
    outputs.length > 0 && card("Outputs of events", list(outputs.map((each) => [each.labels.output,
      h("span", {}, pill(each.value === 1, "up", "down"), ` ${number(one(found, "event_output_lag", { output: each.labels.output }) ?? 0)} to deliver`)]))),
    checked.length > 0 && card("Weekly check of RDAP against WHOIS", table(checked, "result", "registry")),
  ];
}

export async function show(main, { signal, go }) {
  const grid = h("div", { class: "grid" });
  const load = async () => {
    const [found, ready, summary, known] = await Promise.all([
      metrics(signal),
      ask("/readyz", { signal }).then(() => undefined, (error) => error.message),
      ask("/v1/triage/summary", { signal }),
      ask("/v1/registries", { signal }),
    ]);
    grid.replaceChildren(...cards(found, ready, summary, known).filter(Boolean));
  };
  main.replaceChildren(h("h1", {}, "Health"), state("loading", "", "Loading …"));
  try {
    const session = await whoAmI();
    await load();
    main.replaceChildren(h("div", { class: "head" }, h("h1", {}, "Health"), h("span", { class: "gap" }), session?.role === "admin" && link("/ui/admin", "Access: tokens, audit log")), grid);
  } catch (error) {
    if (signal.aborted) return;
    main.replaceChildren(h("h1", {}, "Health"), failed(error, () => go(here())));
    return;
  }
  everyFewSeconds(load, signal);
}
