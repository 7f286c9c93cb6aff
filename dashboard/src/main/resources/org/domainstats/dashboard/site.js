// One name: web, us and you on one time line, and all that is stored of it.
import { ask, query } from "./api.js";
import { copy } from "./copy.js";
import { arriving, failed, h, link, state, svg, toast } from "./dom.js";
import { explanation } from "./explanation.js";
import { age, ago, defang, number, shown, siteLink, when } from "./format.js";
import { address, here } from "./places.js";
import { allowances, labels } from "./remarks.js";
import { ContactTable, mark } from "./table.js";

function timeline(points) {
  const known = points.filter((each) => each.at).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (known.length === 0) return undefined;
  const narrow = innerWidth < 620;
  const width = narrow ? 360 : 900, left = narrow ? 45 : 70, right = width - left, y = 60;
  const day = (at) => (narrow ? when(at).slice(0, 10) : when(at));
  // In order and evenly apart: real distances would put a week and a decade on one line, and hide the week.
  const x = (i) => (known.length === 1 ? (left + right) / 2 : left + ((right - left) * i) / (known.length - 1));
  const gap = (i) => ago(known[i].at);
  return svg("svg", { class: "timeline", viewBox: `0 0 ${width} 118`, role: "img", "aria-label": known.map((each) => `${each.text} ${when(each.at)}`).join(", then ") },
    svg("line", { x1: left, y1: y, x2: right, y2: y }),
    known.map((each, i) => svg("g", {},
      svg("circle", { cx: x(i), cy: y, r: 9, class: each.kind }),
      svg("text", { x: x(i), y: y - 22, "text-anchor": "middle" }, each.text),
      svg("text", { x: x(i), y: y + 30, "text-anchor": "middle", class: "when" }, day(each.at)),
      svg("text", { x: x(i), y: y + 47, "text-anchor": "middle", class: "when" }, gap(i)))));
}

function list(pairs) {
  return h("dl", {}, pairs.filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false).map(([key, value]) => [h("dt", {}, key), h("dd", {}, value)]));
}

function registration(page) {
  const found = page.registration;
  if (!found) return h("p", { class: "soft" }, page.contact?.status === "established" ? "The known domains list it as established; no source was asked." : "No source has been asked, or none has answered yet.");
  return list([
    ["Outcome", found.outcome],
    ["Registered", found.registered && `${when(found.registered)} UTC`],
    ["Registered anew", found.again && `${when(found.again)} UTC`],
    ["Precision", found.precision],
    ["Until", found.until && `${when(found.until)} UTC`],
    ["Source", found.source],
    ["Reason", found.reason],
    ["Learned", `${when(found.checked)} UTC (${ago(found.checked)})`],
    ["Asked again from", `${when(found.check_again)} UTC`],
    ["Waits for a retry", page.retry && `${when(page.retry.due)} UTC after ${page.retry.attempts} attempts: ${page.retry.reason}`],
  ]);
}

function plain(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function decide(page, again) {
  const entry = page.contact;
  const text = h("textarea", { rows: 3, maxlength: 4000, "aria-label": "Note", value: entry.note ?? "", placeholder: "What you found out, for whoever looks next" });
  const unchanged = text.value;
  // What is being written outlives a session that ends meanwhile, and a page that is drawn anew.
  const draft = `note ${page.site}`;
  const keep = () => sessionStorage.setItem(draft, JSON.stringify({ text: text.value, before: entry.note }));
  const kept = JSON.parse(sessionStorage.getItem(draft));
  if (kept) {
    text.value = kept.text;
    entry.note = kept.before;
  }
  text.addEventListener("input", keep);
  const other = h("p", { role: "alert" });
  const put = (value) => async () => {
    try {
      await mark(entry, value, text.value === unchanged ? undefined : text.value);
      sessionStorage.removeItem(draft);
      again();
    } catch (error) {
      if (error.status !== 409) {
        toast(error.message);
        return;
      }
      const { contact } = await ask(`/v1/sites/${encodeURIComponent(page.name)}`);
      entry.note = contact.note;
      keep();
      other.replaceChildren("Not saved: ", h("bdi", {}, contact.note_by), " has written meanwhile “", h("bdi", {}, contact.note ?? ""), "”. Save again to replace that.");
    }
  };
  return h("section", { class: "card" }, h("h2", {}, "Decision"), text, other,
    h("p", { class: "head" }, ["open", "seen", "dismissed"].map((value) =>
      h("button", { type: "button", "aria-pressed": String(entry.mark === value), onclick: put(value) }, { open: "Open", seen: "Seen", dismissed: "Dismiss" }[value])),
    h("button", { type: "button", class: "primary", onclick: put() }, "Save note"),
    entry.note_by && h("span", { class: "soft" }, h("bdi", {}, entry.note_by), `, ${ago(entry.note_at)}`)));
}

function pivots(site) {
  const to = (text, href) => h("a", { href, rel: "noreferrer noopener", target: "_blank" }, text);
  return h("p", { class: "soft" }, "Elsewhere (opens their site, which then knows the name): ",
    to("crt.sh", `https://crt.sh/?q=${encodeURIComponent(site)}`), " · ",
    to("urlscan", `https://urlscan.io/search/#${encodeURIComponent("domain:" + site)}`), " · ",
    to("VirusTotal", `https://www.virustotal.com/gui/domain/${encodeURIComponent(site)}`));
}

export async function show(main, { name, go, signal }) {
  const draw = arriving(main, signal);
  let page;
  try {
    page = await ask(`/v1/sites/${encodeURIComponent(name)}`, { signal });
  } catch (error) {
    draw(failed(error, () => go(here())));
    return;
  }
  if (page.problem) {
    draw(h("h1", {}, shown(page.name)), state("empty", "This is no public domain", h("p", {}, `${page.problem}. It leaves no contact and has no registration.`)));
    return;
  }
  const entry = page.contact;
  const again = () => go(here(), { keepFocus: true });
  // Whatever was pasted, the address is that of the name: to be sent to others, and safe from proxies that decode paths.
  if (name !== page.name) history.replaceState(null, "", address(siteLink(page.name)));
  const answer = h("section", { class: "card" }, h("h2", {}, "Answer of the API"), h("p", { class: "soft" }, "Loading …"));
  draw(
    h("div", { class: "head" }, h("h1", {}, shown(page.site)),
      page.unicode && h("bdi", { class: "soft unicode", title: "As it may be shown elsewhere: letters of other scripts can look like these" }, shown(page.unicode)),
      entry && h("span", { class: entry.young ? "pill young" : "pill" }, entry.registered ? `${age(entry)} old` : age(entry)),
      entry?.sleeper && h("span", { class: "pill bad" }, "sleeper"),
      entry?.for_us && h("span", { class: "pill young" }, "first for us"),
      page.allowances.some((each) => each.in_force) && h("span", { class: "pill good" }, "allowed"),
      entry?.rank && h("span", { class: "pill good" }, `rank ${number(entry.rank)}`),
      (entry?.labels ?? []).map((text) => h("span", { class: "pill" }, text)),
      h("span", { class: "gap" }),
      h("button", { type: "button", onclick: () => copy("defanged", [page.site]).then(() => toast(`${defang(page.site)} copied`), () => toast("The browser does not let this page copy.")) }, "Copy defanged")),
    h("section", { class: "card" }, h("h2", {}, "Web, us, you"),
      timeline([
        { kind: "web", text: "web", at: entry?.registered ?? page.registration?.registered },
        { kind: "us", text: "us", at: page.first_us },
        { kind: "you", text: "you", at: entry?.first_you },
        { kind: "last", text: "last asked", at: entry && entry.times > 1 ? entry.last_asked : undefined },
      ]) ?? h("p", { class: "soft" }, "Nothing is known of it yet."),
      !entry && h("p", {}, "Nobody here has asked about it: looking leaves no contact.")),
    h("div", { class: "columns" },
      entry && h("section", { class: "card" }, h("h2", {}, "Here"), list([
        ["First contact", `${when(entry.first_you)} UTC (${ago(entry.first_you)})`],
        ["Last asked", `${when(entry.last_asked)} UTC (${ago(entry.last_asked)})`],
        ["Times", number(entry.times)],
        ["Who asked", entry.asked_by && (entry.clients > 1 ? `${entry.asked_by} first, ${entry.clients} in all` : entry.asked_by)],
        ["Score", entry.score && `${entry.score} of 100: ${(entry.score_reasons ?? []).join("; ")}`],
        ["Registrable domain", page.domain !== page.site && link(siteLink(page.domain), shown(page.domain))],
      ])),
      h("section", { class: "card" }, h("h2", {}, "Registration"), registration(page)),
      entry && decide(page, again),
      entry && labels(page, again),
      allowances(page, again),
      explanation(page, again),
      answer),
    page.below.length > 0 && below(page),
    pivots(page.site));
  explain(answer, page, signal);
}

function below(page) {
  const table = new ContactTable({ caption: "Names below the same domain", actions: false });
  table.set(page.below);
  return h("section", { class: "card" }, h("h2", {}, `Names below ${shown(page.domain)}`), table.element);
}

/** A look, which takes no announcement away and makes no contact. */
async function explain(place, page, signal) {
  try {
    const answer = await ask(`/v1/domains/${encodeURIComponent(page.name)}` + query({ peek: "true", wait: "1s" }), { signal });
    place.replaceChildren(h("h2", {}, "Answer of the API"), list(Object.entries(answer).map(([key, value]) => [key, plain(value)])));
  } catch (error) {
    if (!signal.aborted) place.replaceChildren(h("h2", {}, "Answer of the API"), h("p", { class: "soft" }, error.message));
  }
}
