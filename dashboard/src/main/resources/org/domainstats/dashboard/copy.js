// Names as a filter of somebody else's query language.
import { defang } from "./format.js";

// Names are letters, digits, dots, hyphens and underscores; anything else stays out of a query.
function bare(name) {
  return name.replace(/[^a-z0-9._-]/g, "");
}

function quoted(name) {
  return `"${bare(name)}"`;
}

export const FORMS = {
  list: { label: "List", of: (names) => names.join("\n") },
  defanged: { label: "Defanged list", of: (names) => names.map(defang).join("\n") },
  kql: { label: "KQL (Sentinel, Defender)", of: (names) =>
    "let sites = dynamic([" + names.map(quoted).join(", ") + "]);\n" +
    "DnsEvents\n| where Name has_any (sites)\n| where Name matches regex strcat(@\"(?i)(^|\\.)(\", replace_string(strcat_array(sites, \"|\"), \".\", @\"\\.\"), @\")\\.?$\")" },
  spl: { label: "SPL (Splunk)", of: (names) =>
    "index=* (" + names.map((name) => `query=${quoted(name)} OR query="*.${bare(name)}"`).join(" OR ") + ")" },
  zeek: { label: "Zeek filter", of: (names) =>
    "zeek-cut -m ts id.orig_h query < dns.log | grep -E '[[:space:]](.*\\.)?(" +
    names.map((name) => bare(name).replaceAll(".", "\\.")).join("|") + ")$'" },
};

export async function copy(form, names) {
  await navigator.clipboard.writeText(FORMS[form].of(names));
}
