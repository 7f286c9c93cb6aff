// A table of contacts: the same on every page.
import { send } from "./api.js";
import { h, link, toast } from "./dom.js";
import { age, ago, number, shown, siteLink, when } from "./format.js";

function ageCell(entry) {
  return h("span", { class: entry.young ? "pill young" : "pill", title: entry.registered ? `registered ${when(entry.registered)} UTC, says ${entry.status}` : entry.status }, age(entry));
}

function scoreCell(entry) {
  if (!entry.score) return "–";
  return h("span", { class: entry.score >= 50 ? "pill bad" : "pill", title: (entry.score_reasons ?? []).join("; ") }, entry.score);
}

function us(entry) {
  return entry.for_us ? h("span", { class: "pill young" }, "first") : h("span", { title: entry.first_us ?? "" }, when(entry.first_us));
}

function whoAsked(entry) {
  if (!entry.asked_by) return "";
  const others = entry.clients > 1 ? ` +${entry.clients - 1}` : "";
  const said = (title, text) => h("span", { title }, text + others);
  // The hash of an address tells clients apart and says no more.
  return entry.asked_by.startsWith("h:") ? said(`${entry.asked_by}: a client, as a hash; the setting keep-clients keeps addresses`, entry.asked_by.slice(0, 8) + "…")
    : said(entry.asked_by, entry.asked_by);
}

export const COLUMNS = [
  { key: "site", head: "Domain", sort: "site", cell: (e) => h("span", { class: "name" }, h("a", { href: siteLink(e.site), title: e.site }, shown(e.site))), cls: "name" },
  { key: "age", head: "Age", sort: "registered", cell: ageCell },
  { key: "registered", head: "Registered", cell: (e) => when(e.registered).slice(0, 10), cls: "optional spare" },
  { key: "first_you", head: "First you", sort: "first-you", cell: (e) => h("time", { datetime: e.first_you, title: `${when(e.first_you)} UTC` }, ago(e.first_you)) },
  { key: "first_us", head: "First us", cell: us, cls: "optional" },
  { key: "rank", head: "Rank", sort: "rank", cell: (e) => (e.rank ? number(e.rank) : "–"), cls: "number" },
  { key: "score", head: "Score", sort: "score", cell: scoreCell, cls: "number optional", ifAny: "score" },
  { key: "labels", head: "Labels", cell: (e) => (e.labels ?? []).map((text) => [h("span", { class: "pill", title: text }, text), " "]), ifAny: "labels", cls: "optional" },
  { key: "last_asked", head: "Last asked", sort: "last-asked", cell: (e) => h("time", { datetime: e.last_asked, title: `${when(e.last_asked)} UTC` }, ago(e.last_asked)), cls: "optional spare" },
  { key: "times", head: "Count", sort: "times", cell: (e) => number(e.times), cls: "number" },
  { key: "asked_by", head: "Who asked", cell: whoAsked, ifAny: "asked_by", cls: "optional short" },
  { key: "note", head: "Note", cell: (e) => h("span", { title: e.note }, e.note ?? ""), ifAny: "note", cls: "optional short" },
];

/** Only what is given is written. note: its new text; the one that was shown is not replaced by it if somebody else wrote meanwhile. */
export async function mark(entry, value, note) {
  const written = await send("PUT", `/v1/notes/${encodeURIComponent(entry.site)}`,
    { mark: value, ...(note === undefined ? {} : { note, replaces: entry.note ?? "" }) });
  Object.assign(entry, written);
  toast(`${shown(entry.site)}: ${written.mark}`);
}

/**
 * A table that rows are added to. Columns of facts that no row has are not shown.
 * order: {sort, order} or undefined; onSort is called with the next one.
 */
export class ContactTable {
  constructor({ caption, order, onSort, actions = true, columns }) {
    this.entries = [];
    this.rows = [];
    this.at = -1;
    this.order = order;
    this.onSort = onSort;
    this.actions = actions;
    this.columns = COLUMNS.filter((each) => !columns || columns.includes(each.key));
    this.head = h("tr");
    this.body = h("tbody");
    this.element = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      h("table", {}, h("thead", {}, this.head), this.body));
  }

  set(entries) {
    this.entries = [];
    this.rows = [];
    this.body.replaceChildren();
    this.at = -1;
    this.add(entries);
  }

  add(entries) {
    this.entries.push(...entries);
    const shownColumns = this.columns.filter((each) => !each.ifAny || this.entries.some((entry) => entry[each.ifAny] !== undefined && entry[each.ifAny] !== ""));
    const redraw = shownColumns.length !== this.shownColumns?.length;
    this.shownColumns = shownColumns;
    if (redraw || this.rows.length === 0) {
      this.drawHead();
      this.rows = this.entries.map((entry) => this.row(entry));
      this.body.replaceChildren(...this.rows);
    } else {
      const rows = entries.map((entry) => this.row(entry));
      this.rows.push(...rows);
      this.body.append(...rows);
    }
  }

  /** Those of them that are not in it. */
  missing(entries) {
    const known = new Set(this.entries.map((entry) => entry.cursor));
    return entries.filter((entry) => !known.has(entry.cursor));
  }

  /** Entries that came just now, into the order of first contacts; the oldest give way. */
  arrive(entries, most = Infinity) {
    const selected = this.entries[this.at]?.cursor;
    const fresh = new Set(entries.map((entry) => entry.cursor));
    this.set([...entries, ...this.entries].sort((a, b) => Date.parse(b.first_you) - Date.parse(a.first_you) || b.cursor - a.cursor).slice(0, most));
    this.rows.forEach((row, i) => { if (fresh.has(this.entries[i].cursor)) row.classList.add("new"); });
    if (selected !== undefined) this.select(this.entries.findIndex((entry) => entry.cursor === selected), false);
  }

  /** What was learned of entries that are in it; no row moves. */
  refresh(entries) {
    const now = new Map(entries.map((entry) => [entry.cursor, entry]));
    this.entries.forEach((old, i) => {
      const entry = now.get(old.cursor);
      if (!entry || JSON.stringify(entry) === JSON.stringify(old) || this.rows[i].contains(document.activeElement)) return;
      this.entries[i] = entry;
      const row = this.row(entry);
      if (i === this.at) row.classList.add("on");
      this.rows[i].replaceWith(row);
      this.rows[i] = row;
    });
  }

  /** Whether a row that moves would be missed, or hit instead of another. */
  isBeingRead() {
    return this.at >= 0 || this.element.matches(":hover") || this.element.contains(document.activeElement)
      || this.element.getBoundingClientRect().top < 0;
  }

  drawHead() {
    const cells = this.shownColumns.map((column) => {
      const on = this.order && this.order.sort === column.sort && column.sort;
      const sort = on ? (this.order.order === "asc" ? "ascending" : "descending") : undefined;
      return h("th", { scope: "col", class: column.cls === "name" ? undefined : column.cls, "aria-sort": sort },
        column.sort && this.onSort
          ? h("button", { type: "button", "data-on": on ? "1" : undefined, onclick: () => this.onSort(column.sort) },
            column.head, on ? (this.order.order === "asc" ? " ↑" : " ↓") : "")
          : column.head);
    });
    if (this.actions) cells.push(h("th", { scope: "col", class: "decide" }, "Decide"));
    this.head.replaceChildren(...cells);
  }

  row(entry) {
    const row = h("tr", { class: entry.mark === "open" ? undefined : entry.mark });
    const cells = this.shownColumns.map((column) => h("td", { class: column.cls }, column.cell(entry)));
    if (this.actions) cells.push(h("td", { class: "decide" }, this.buttons(entry, row)));
    row.append(...cells);
    return row;
  }

  buttons(entry, row) {
    const decide = (value) => async () => {
      try {
        await mark(entry, entry.mark === value ? "open" : value);
        row.replaceWith(this.rows[this.rows.indexOf(row)] = this.row(entry));
      } catch (error) {
        toast(error.message);
      }
    };
    const button = (value, text) => h("button", { type: "button", class: "small", "aria-pressed": String(entry.mark === value), "aria-label": `${text}: ${entry.site}`, onclick: decide(value) }, text);
    return [button("seen", "Seen"), " ", button("dismissed", "Dismiss")];
  }

  select(index, scroll = true) {
    if (index < 0 || index >= this.rows.length) return;
    this.rows[this.at]?.classList.remove("on");
    this.at = index;
    this.rows[index].classList.add("on");
    if (scroll) this.rows[index].scrollIntoView({ block: "nearest" });
  }

  /** j, k, Enter, s, d: true if the key meant something here. */
  key(key) {
    if (key === "j") this.select(Math.min(this.rows.length - 1, this.at + 1));
    else if (key === "k") this.select(Math.max(0, this.at - 1));
    else if (this.at < 0) return false;
    else if (key === "Enter") this.rows[this.at].querySelector("a")?.click();
    else if (key === "s" || key === "d") this.rows[this.at].querySelectorAll("td:last-child button")[key === "s" ? 0 : 1]?.click();
    else return false;
    return true;
  }
}
