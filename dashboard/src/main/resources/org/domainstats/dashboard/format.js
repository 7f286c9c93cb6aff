// Times, ages and names for people.
const MINUTE = 60, HOUR = 3600, DAY = 86400, YEAR = 365 * DAY;

export function number(value) {
  return value === undefined ? "–" : Number(value).toLocaleString("en");
}

export function when(instant) {
  if (!instant) return "–";
  return instant.slice(0, 16).replace("T", " ");
}

/** In whole units that are over, as age_days of answers and the ages of lists count them. */
export function span(seconds) {
  const positive = Math.max(0, seconds);
  if (positive < 2 * MINUTE) return `${Math.floor(positive)} s`;
  if (positive < 2 * HOUR) return `${Math.floor(positive / MINUTE)} min`;
  if (positive < 2 * DAY) return `${Math.floor(positive / HOUR)} h`;
  if (positive < YEAR) return `${Math.floor(positive / DAY)} d`;
  return `${(Math.floor(positive * 10 / YEAR) / 10).toFixed(1)} y`;
}

export function ago(instant) {
  return instant ? `${span((Date.now() - Date.parse(instant)) / 1000)} ago` : "–";
}

/** The age of a domain now. */
export function age(entry) {
  if (entry.registered) return span((Date.now() - Date.parse(entry.registered)) / 1000);
  return { established: "> 2 y", pending: "looking up", undisclosed: "undisclosed", unregistered: "unregistered",
    "no-source": "no source", unreachable: "source silent" }[entry.status] ?? "unknown";
}

export const AGES = { "under-1d": "< 1 d", "1-7d": "1–7 d", "8-30d": "8–30 d", "31-90d": "31–90 d", "91-180d": "91–180 d",
  "181-365d": "181–365 d", "1-2y": "1–2 y", "over-2y": "> 2 y", unknown: "unknown" };

export function isDefanged() {
  return localStorage.getItem("defang") === "on";
}

/** A name as it is shown: so that nobody clicks it by mistake, if so wanted. */
export function shown(name) {
  return isDefanged() ? defang(visible(name)) : visible(name);
}

/** What people paste may hold what turns a line around, or is not seen at all. */
function visible(text) {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (each) => `\\u{${each.codePointAt(0).toString(16)}}`);
}

export function defang(name) {
  return name.replaceAll(".", "[.]");
}

export function siteLink(name) {
  return "/ui/site/" + encodeURIComponent(name);
}
