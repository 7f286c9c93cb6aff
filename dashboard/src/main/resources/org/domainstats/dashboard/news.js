// Offers entries that came while somebody reads a table: nothing moves under the eyes or the mouse.
import { h } from "./dom.js";
import { number } from "./format.js";

export class News {
  /** show is called when they are wanted, by a click, by a key, or because nobody reads the table any more. */
  constructor(table, show) {
    this.table = table;
    this.show = show;
    this.button = h("button", { type: "button", class: "primary small", onclick: () => this.take() });
    this.element = h("div", { class: "news", role: "status" });
    table.element.addEventListener("mouseleave", () => { if (this.waiting && !table.isBeingRead()) this.take(); });
  }

  /** at: how many there are; more: whether there are others beside them. */
  offer(count, more, quietly) {
    this.waiting = count > 0 && quietly;
    this.button.textContent = `${number(count)}${more ? "+" : ""} new`;
    if (count === 0) this.element.replaceChildren();
    else if (!this.element.firstChild) this.element.append(this.button);
  }

  take() {
    if (!this.element.firstChild) return false;
    this.offer(0);
    this.show();
    return true;
  }
}
