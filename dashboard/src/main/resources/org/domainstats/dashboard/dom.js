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
