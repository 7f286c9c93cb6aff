// Who may do what, who did what, and forgetting a name.
import { ask, query, send } from "./api.js";
import { failed, h, state, toast } from "./dom.js";
import { when } from "./format.js";
import { here } from "./places.js";

function region(label, table) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
}

function heads(...texts) {
  return h("thead", {}, h("tr", {}, texts.map((text) => h("th", { scope: "col" }, text))));
}

async function act(action, done) {
  try {
    await action();
    await done();
  } catch (error) {
    toast(error.message);
  }
}

/** The tokens, with what makes and revokes them; the text of a new one is shown once. */
function tokens(list, again) {
  const name = h("input", { required: true, pattern: "[a-z0-9][a-z0-9\\-]*", title: "small letters, digits and hyphens", maxlength: 32, autocomplete: "off" });
  const role = h("select", {}, ["ask", "read", "admin"].map((each) => h("option", { value: each }, each)));
  const made = h("p", { role: "status" });
  const add = (event) => {
    event.preventDefault();
    act(async () => {
      const token = await send("POST", "/v1/tokens", { name: name.value, role: role.value });
      made.replaceChildren(`Token of ${token.name}, shown this once: `, h("code", {}, token.token));
    }, again);
  };
  const revoke = (each) => () => confirm(`Revoke the token ${each.name}? Whoever uses it is refused at once.`) &&
    act(() => send("DELETE", `/v1/tokens/${encodeURIComponent(each.name)}`, {}), again);
  const body = h("tbody");
  const fill = (now) => body.replaceChildren(...now.map((each) => h("tr", {}, h("td", {}, each.name), h("td", {}, each.role),
    h("td", {}, h("button", { type: "button", class: "small", "aria-label": `Revoke ${each.name}`, onclick: revoke(each) }, "Revoke")))));
  fill(list);
  return { fill, element: h("section", { class: "card" }, h("h2", {}, "Tokens"), region("Tokens", h("table", {}, heads("Name", "Role", "Revoke"), body)),
    list.length === 0 && h("p", { class: "soft" }, "There are none. A server takes them with the setting token-file; without it, programs of its own machine may ask and read."),
    made,
    h("form", { class: "filters", onsubmit: add }, h("label", {}, "Name", name), h("label", {}, "Role", role), h("button", { class: "primary" }, "Make a token"))) };
}

function forgetting() {
  const name = h("input", { required: true, autocomplete: "off", spellcheck: "false" });
  const forget = (event) => {
    event.preventDefault();
    if (confirm(`Forget ${name.value}? Its contact, its note and who asked are gone for good; asked about again, it is a first contact.`)) {
      act(() => send("POST", "/v1/forget", { name: name.value }), async () => { toast("Forgotten"); name.value = ""; });
    }
  };
  return h("section", { class: "card" }, h("h2", {}, "Forget a name"), h("form", { class: "filters", onsubmit: forget }, h("label", {}, "Name", name), h("button", {}, "Forget")));
}

function audit(signal) {
  const body = h("tbody");
  const more = h("button", { type: "button" }, "More");
  let before;
  const load = () => act(async () => {
    const page = await ask("/v1/audit" + query({ before, limit: 50 }), { signal });
    before = page.next;
    more.hidden = before === undefined;
    body.append(...page.entries.map((each) => h("tr", {}, h("td", {}, when(each.at)), h("td", {}, each.who), h("td", {}, each.action), h("td", { class: "wrap" }, each.subject ?? ""), h("td", { class: "optional" }, each.client ?? ""))));
  }, async () => {});
  more.addEventListener("click", load);
  load();
  return h("section", { class: "card" }, h("h2", {}, "Audit log"), region("Audit log", h("table", {}, heads("When (UTC)", "Who", "What", "To what", "From"), body)), h("p", { class: "more" }, more));
}

export async function show(main, { signal, go }) {
  main.replaceChildren(h("h1", {}, "Access"), state("loading", "", "Loading …"));
  let list;
  try {
    list = await ask("/v1/tokens", { signal }).catch((error) => {
      // A server without a token file has none to show.
      if (error.status === 404 || error.status === 409) return undefined;
      throw error;
    });
  } catch (error) {
    if (!signal.aborted) main.replaceChildren(h("h1", {}, "Access"), failed(error, () => go(here())));
    return;
  }
  const card = list && tokens(list.tokens, async () => card.fill((await ask("/v1/tokens")).tokens));
  main.replaceChildren(...[h("h1", {}, "Access"),
    h("div", { class: "grid" }, card ? card.element : h("section", { class: "card" }, h("h2", {}, "Tokens"), h("p", { class: "soft" }, "This server has no token file: whoever reaches it may ask. Set token-file to change that.")), forgetting()),
    audit(signal)]);
}
