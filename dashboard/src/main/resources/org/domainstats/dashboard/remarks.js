// What people say of a name: labels, and what is allowed.
import { send, whoAmI } from "./api.js";
import { h, toast } from "./dom.js";
import { shown, when } from "./format.js";

const SIGNALS = { young: "that it is young", "first-contact": "its first contact", sleeper: "that it is a sleeper",
  "born-after-asked": "its birth after it was asked about", reregistered: "its new registration", any: "whatever it raises" };
const USUAL_DAYS = 90;

function act(method, path, body, done) {
  return async (event) => {
    event?.preventDefault();
    try {
      await send(method, path(), body?.());
      done();
    } catch (error) {
      toast(error.message);
    }
  };
}

/** The labels of analysts, which everybody who is signed in may change. */
export function labels(page, again) {
  const path = (label) => `/v1/labels/${encodeURIComponent(page.site)}/${encodeURIComponent(label)}`;
  const text = h("input", { name: "label", required: true, maxlength: 40, autocomplete: "off", spellcheck: "false", placeholder: "phishing" });
  return h("section", { class: "card" }, h("h2", {}, "Labels"),
    page.analyst_labels.length === 0 && h("p", { class: "soft" }, "No analyst has put one here."),
    page.analyst_labels.length > 0 && h("ul", { class: "plain" }, page.analyst_labels.map((each) => h("li", {},
      h("span", { class: "pill" }, each.label), " ", h("span", { class: "soft" }, h("bdi", {}, each.by), `, ${when(each.at)} UTC`), " ",
      h("button", { type: "button", class: "small", "aria-label": `Take off ${each.label}`, onclick: act("DELETE", () => path(each.label), () => ({}), again) }, "Take off")))),
    h("form", { class: "filters", onsubmit: act("PUT", () => path(text.value.trim()), () => ({}), again) },
      h("label", {}, "Label, one word", text), h("button", {}, "Put on")));
}

function entry(each, page, administrator, again) {
  const path = () => `/v1/allowances/${encodeURIComponent(each.name)}/${each.signal}`;
  const end = each.until ? `${each.in_force ? "until" : "ended"} ${when(each.until)} UTC` : "for ever";
  return h("li", {}, h("span", { class: each.in_force ? "pill good" : "pill" }, each.signal), " ", h("bdi", {}, each.reason), " ",
    h("span", { class: "soft" }, `${each.name === page.site ? "" : `for ${shown(each.name)}, `}${end}, `, h("bdi", {}, each.by)), " ",
    administrator && h("button", { type: "button", class: "small", "aria-label": `Take back ${each.signal} for ${each.name}`, onclick: act("DELETE", path, () => ({}), again) }, "Take back"));
}

function form(page, again) {
  const signal = h("select", { name: "signal" }, Object.entries(SIGNALS).map(([word, text]) => h("option", { value: word }, text)));
  const reason = h("input", { name: "reason", required: true, maxlength: 300, autocomplete: "off", placeholder: "ours, CHG-1234" });
  const until = h("input", { type: "date", name: "until", value: new Date(Date.now() + USUAL_DAYS * 86400000).toISOString().slice(0, 10) });
  const body = () => ({ name: page.site, signal: signal.value, reason: reason.value, ...(until.value ? { until: until.value } : {}) });
  return h("form", { class: "filters", onsubmit: act("POST", () => "/v1/allowances", body, again) },
    h("label", {}, "Allow", signal), h("label", {}, "Reason", reason), h("label", {}, "Until (none: for ever)", until), h("button", {}, "Allow"));
}

/** What is allowed, which administrators change: it keeps everybody from being told. */
export function allowances(page, again) {
  const place = h("section", { class: "card" });
  const fill = (administrator) => place.replaceChildren(...[h("h2", {}, "Allowed"),
    page.allowances.length === 0 ? h("p", { class: "soft" }, "Nothing: events of it go to all outputs that want them.")
      : h("ul", { class: "plain" }, page.allowances.map((each) => entry(each, page, administrator, again))),
    administrator ? form(page, again) : h("p", { class: "soft" }, "An administrator may allow what is fine, for a time.")]);
  fill(false);
  whoAmI().then((session) => { if (session?.role === "admin") fill(true); }).catch(() => {});
  return place;
}
