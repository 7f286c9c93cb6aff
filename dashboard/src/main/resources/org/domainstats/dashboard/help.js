// Keys and words.
import { h } from "./dom.js";

const KEYS = { "/": "search", "j / k": "next, previous row", Enter: "open the row", s: "seen", d: "dismiss", n: "show what is new", "g o": "overview", "g t": "triage", "g h": "hunt", "?": "this page" };
const WORDS = {
  "first contact": "the first time anybody here asked about the domain; it never moves",
  "us": "all organisations that share the community server",
  "web": "the registration of the domain",
  "young": "registered less than young-within (30 days) before its first contact",
  "sleeper": "an old registration that nobody, here or in the community, had asked about, in no list of popular domains",
  "age unknown": "no source says when it was registered: it is never called new for that",
  "score": "points for how much a look is worth it: like a popular name or a brand of yours 50, letters that look made up up to 40, young 30, in a list of new domains 20; 100 at most",
  "seen, dismissed": "what an analyst decided; everybody who is signed in sees it",
};

export async function show(main) {
  const list = (pairs, key) => h("dl", {}, Object.entries(pairs).map(([name, text]) => [h("dt", {}, key(name)), h("dd", {}, text)]));
  main.replaceChildren(h("h1", {}, "Keys and words"),
    h("div", { class: "grid" },
      h("section", { class: "card" }, h("h2", {}, "Keys"), list(KEYS, (name) => h("kbd", {}, name))),
      h("section", { class: "card" }, h("h2", {}, "Words"), list(WORDS, (name) => name))),
    h("p", { class: "soft" }, "Looking at these pages makes no contact and takes no announcement away."));
}
