// Why a registration is what it is: what is stored, and what was asked of which source.
import { send } from "./api.js";
import { h, toast } from "./dom.js";
import { ago, when } from "./format.js";

function asked(found) {
  return [
    h("p", { class: "soft" }, `Asked ${when(found.at)} UTC (${ago(found.at)}), ${found.took_ms} ms:`),
    h("ol", { class: "steps" },
      found.steps.map((each) => h("li", {}, h("span", { class: "soft" }, `${each.after_ms} ms`), " ", each.text)),
      h("li", {}, h("b", {}, found.outcome)))];
}

/** Looking asks nobody; the button does, and what is said is stored. */
export function explanation(page, again) {
  const found = page.explanation;
  const ask = async (event) => {
    event.target.disabled = true;
    event.target.textContent = "Asking …";
    try {
      const now = await send("POST", `/v1/sites/${encodeURIComponent(page.name)}/registration`, {});
      if (now.notice) toast(now.notice);
    } catch (error) {
      toast(error.message);
    }
    again();
  };
  return h("section", { class: "card" }, h("h2", {}, "Who was asked, and what it said"),
    h("ul", { class: "plain" }, found.stored.map((line) => h("li", {}, line))),
    found.asked ? asked(found.asked) : h("p", { class: "soft" }, "This server has asked nobody about it since its start."),
    h("p", {}, h("button", { type: "button", name: "ask", onclick: ask }, "Ask its sources now")));
}
