// Signs in with a token, or with the code of a link: it stands behind the #, which browsers send to nobody.
import { ask, howToSignIn, whoAmI } from "./api.js";
import { h } from "./dom.js";
import { address } from "./places.js";

function after(search) {
  const wanted = search.get("next") ?? "/ui/";
  return address(wanted.startsWith("/ui/") && !wanted.startsWith("/ui/sign-in") ? wanted : "/ui/");
}

export async function show(main, { search }) {
  const said = h("p", { role: "alert" });
  const token = h("input", { type: "password", autocomplete: "current-password", required: true, "aria-label": "Token" });
  const signIn = async (credential) => {
    try {
      await ask("/v1/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(credential) });
      location.replace(after(search));
    } catch (error) {
      // A link that was opened before, by somebody who still is signed in: there is nothing to sign in for.
      if (credential.code && (await whoAmI(true))?.proof === "session") location.replace(after(search));
      else said.textContent = error.message;
    }
  };
  const form = h("form", { class: "filters", onsubmit: (event) => { event.preventDefault(); signIn({ token: token.value }); } },
    h("label", {}, "Token", token), h("button", { class: "primary" }, "Sign in"));
  const card = h("section", { class: "card" }, h("h1", {}, "Sign in"));
  main.replaceChildren(card);
  const code = location.hash.slice(1);
  if (code) {
    history.replaceState(null, "", location.pathname + location.search);
    card.append(said);
    await signIn({ code });
    if (said.textContent) card.append(h("p", { class: "soft" }, "A link works once, for a few minutes."));
    return;
  }
  const session = await whoAmI(true);
  if (session && session.proof === "session") {
    card.append(h("p", {}, `You are ${session.name}, with the role ${session.role ?? "none"}.`),
      h("button", { type: "button", onclick: async () => { await ask("/v1/session", { method: "DELETE" }); sessionStorage.clear(); location.replace(address("/ui/sign-in")); } }, "Sign out"));
    // Signed in again in another tab meanwhile.
    if (search.has("next")) card.append(h("p", {}, h("a", { href: after(search) }, "Continue")));
    return;
  }
  if (howToSignIn() === "link") {
    card.append(h("p", {}, "This server has no tokens. Open the link that ", h("code", {}, "domain-stats serve"), " printed when it started, or have a new one made on its machine, with the same settings (such as ", h("code", {}, "--data"), " or ", h("code", {}, "--config"), "):"),
      h("pre", {}, "domain-stats admin sign-in-link" + (["", "8000"].includes(location.port) ? "" : ` --port ${location.port}`)));
  } else {
    card.append(h("p", { class: "soft" }, "Use a token with the role read or admin; domain-stats admin token makes them."), form, said);
    token.focus();
  }
}
