// Elements from text. Nothing here, or anywhere in these files, makes markup of a string.
import { address } from "./places.js";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "href" && value.startsWith("/")) element.setAttribute(name, address(value));
    else if (name === "value" || name === "checked" || name === "hidden") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** In place of what was there; what is left out is false, null or undefined, as in h. */
export function replace(element, ...children) {
  element.replaceChildren();
  return fill(element, {}, children);
}

const SLOW = 400;

/** What an element is, in words that find its like on a page that is drawn anew. */
function words(element) {
  return [element.tagName, element.name ?? "", element.textContent.replace(/ [↑↓]$/, "")].join("\n");
}

function focused(main) {
  return main.contains(document.activeElement) && words(document.activeElement);
}

/**
 * Returns what draws a page once it is there. What was shown before stays until then, unless that takes long, and the
 * focus stays where it was: nothing flickers, and who sorts by the keyboard need not find the column again.
 */
export function arriving(main, signal) {
  const begun = focused(main);
  const slow = setTimeout(() => main.replaceChildren(state("loading", "", "Loading …")), SLOW);
  signal.addEventListener("abort", () => clearTimeout(slow));
  return (...children) => {
    clearTimeout(slow);
    if (signal.aborted) return;
    // What says that the page takes long took the place of what had the focus.
    const before = focused(main) || document.activeElement === document.body && begun;
    replace(main, ...children);
    if (before) [...main.querySelectorAll("button, select, input, summary, a")].find((each) => words(each) === before)?.focus({ preventScroll: true });
  };
}

let timer;

export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { place.textContent = ""; }, 3500);
}

export function state(kind, title, ...rest) {
  return h("div", { class: `state ${kind}` }, title && h("h2", {}, title), rest);
}

export function failed(error, again) {
  return state("failed", "This could not be loaded", h("p", {}, error.message),
    again && h("button", { onclick: again }, "Try again"));
}

/** An internal link to a page of these. */
export function link(href, ...children) {
  return h("a", { href }, children);
}
