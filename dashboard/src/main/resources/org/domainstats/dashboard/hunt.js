// Retro-hunt: which of many indicators were ever asked about.
import { send } from "./api.js";
import { h, state } from "./dom.js";
import { ago, number, shown, siteLink, when } from "./format.js";

const MOST_SHOWN = 500;
let pasted = "";

/** Text that the search box was given, for the page that opens next. */
export function hunting(text) {
  pasted = text;
}

/** No spreadsheet takes what somebody else wrote for a formula: the same rule as in exports, CsvRow. */
function cell(value) {
  const guarded = String(value ?? "").replaceAll(/(^|[;\t\r\n])([\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1$2'");
  return /^[A-Za-z0-9.:_-]*$/.test(guarded) ? guarded : `"${guarded.replaceAll('"', '""')}"`;
}

function csv(entries) {
  const columns = ["indicator", "site", "first_you", "last_asked", "times", "problem"];
  return [columns.join(","), ...entries.map((entry) => columns.map((each) => cell(entry[each])).join(","))].join("\r\n") + "\r\n";
}

function save(entries) {
  const url = URL.createObjectURL(new Blob([csv(entries)], { type: "text/csv" }));
  h("a", { href: url, download: "domain-stats-hunt.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function row(entry) {
  return h("tr", {},
    h("td", { class: "name" }, entry.site ? h("a", { href: siteLink(entry.site) }, shown(entry.site)) : shown(entry.indicator)),
    h("td", {}, entry.first_you ? h("span", { class: "pill bad" }, "asked about") : entry.problem ? h("span", { class: "pill" }, entry.problem) : h("span", { class: "pill good" }, "never")),
    h("td", {}, when(entry.first_you)), h("td", {}, entry.last_asked ? `${when(entry.last_asked)} (${ago(entry.last_asked)})` : "–"),
    h("td", { class: "number" }, entry.times ? number(entry.times) : "–"),
    h("td", { class: "optional soft" }, entry.site === entry.indicator ? "" : shown(entry.indicator)));
}

function results(found, took) {
  const hits = found.entries.filter((entry) => entry.first_you).sort((a, b) => (a.first_you < b.first_you ? 1 : -1));
  const rest = found.entries.filter((entry) => !entry.first_you);
  const all = [...hits, ...rest];
  return h("section", { class: "card" },
    h("div", { class: "head" }, h("h2", {}, `${number(found.found)} of ${number(found.indicators)} were asked about`), h("span", { class: "soft" }, `${took} ms${found.words ? `; ${number(found.words)} other words passed over` : ""}`), h("span", { class: "gap" }),
      h("button", { type: "button", onclick: () => save(all) }, "Save as CSV")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "What was found" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Domain", "Here", "First contact (UTC)", "Last asked (UTC)"].map((text) => h("th", { scope: "col" }, text)), h("th", { scope: "col", class: "number" }, "Count"), h("th", { scope: "col", class: "optional" }, "Indicator"))),
      h("tbody", {}, all.slice(0, MOST_SHOWN).map(row)))),
    all.length > MOST_SHOWN && h("p", { class: "soft" }, `The first ${MOST_SHOWN} are shown; the CSV has all.`));
}

export async function show(main, { signal }) {
  const text = h("textarea", { rows: 10, spellcheck: "false", "aria-label": "Indicators", placeholder: "evil.com\nhxxps://login[.]example[.]net/path\n…", value: pasted });
  pasted = "";
  const place = h("div");
  const hunt = async () => {
    place.replaceChildren(state("loading", "", "Hunting …"));
    const begun = performance.now();
    try {
      const found = await send("POST", "/v1/hunt", text.value, signal);
      place.replaceChildren(results(found, Math.round(performance.now() - begun)));
    } catch (error) {
      if (!signal.aborted) place.replaceChildren(state("failed", "Nothing was hunted", h("p", {}, error.message)));
    }
  };
  const drop = async (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) { text.value = await file.text(); hunt(); }
  };
  main.replaceChildren(h("h1", {}, "Retro-hunt"),
    h("form", { class: "card", onsubmit: (event) => { event.preventDefault(); hunt(); }, ondrop: drop, ondragover: (event) => event.preventDefault() },
      h("p", { class: "soft" }, "Paste up to 10,000 indicators: names, URLs, mail addresses, defanged or not. Looking leaves no contact."),
      text, h("p", {}, h("button", { class: "primary" }, "Hunt"))),
    place);
  if (text.value) await hunt();
}
