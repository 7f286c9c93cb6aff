// First contacts over time, stacked; and ages.
import { h } from "./dom.js";
import { AGES, number } from "./format.js";

function colour(name) {
  const probe = h("span", { hidden: true });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** A day, or the hour where several of one day are shown. */
function label(seconds, increment) {
  const text = new Date(seconds * 1000).toISOString();
  return increment >= 86400 || seconds % 86400 === 0 ? text.slice(5, 10) : text.slice(11, 16);
}

const SERIES = ["young", "unranked", "ranked"];

/** Every step of the period, those without contacts too. */
function steps(summary) {
  const step = summary.step_seconds;
  const begin = Math.floor(Date.parse(summary.from) / 1000 / step) * step;
  const end = Date.parse(summary.to) / 1000;
  const byTime = new Map(summary.series.map((each) => [Date.parse(each.at) / 1000, each]));
  const times = [];
  for (let at = begin; at < end; at += step) times.push(at);
  return { times, values: SERIES.map((name) => times.map((at) => byTime.get(at)?.[name] ?? 0)) };
}

/**
 * The chart; onBrush is called with the times that were dragged over.
 */
export function overTime(summary, onBrush, signal) {
  const { times, values } = steps(summary);
  const step = summary.step_seconds;
  const place = h("div", { class: "chart", role: "img",
    "aria-label": `First contacts from ${summary.from} to ${summary.to}: ${summary.young} young, ${summary.unranked} unranked, ${summary.ranked} ranked` });
  const draw = () => {
    place.replaceChildren();
    const young = values[0];
    const both = young.map((value, i) => value + values[1][i]);
    const all = both.map((value, i) => value + values[2][i]);
    const bars = window.uPlot.paths.bars({ size: [0.82, 60], align: 1 });
    const line = (name, label) => ({ label, fill: colour(name), stroke: colour(name), width: 0, paths: bars, points: { show: false } });
    const axis = { stroke: colour("soft"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 } };
    new window.uPlot({
      width: Math.max(200, place.clientWidth),
      height: 230,
      tzDate: (seconds) => window.uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false } },
      legend: { show: false },
      scales: { x: { time: true, range: (u, min, max) => [min, max + step] }, y: { range: (u, min, max) => [0, Math.max(4, max * 1.08)] } },
      axes: [{ ...axis, values: (u, ticks, axisIndex, space, increment) => ticks.map((tick) => label(tick, increment)) }, { ...axis, size: 56, values: (u, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? number(tick) : "")) }],
      series: [{}, line("ranked", "ranked"), line("unranked", "unranked"), line("young", "young")],
      hooks: {
        setSelect: [(u) => {
          if (u.select.width < 4) return;
          const from = Math.floor(u.posToVal(u.select.left, "x") / step) * step;
          const to = Math.ceil(u.posToVal(u.select.left + u.select.width, "x") / step) * step;
          onBrush(new Date(from * 1000).toISOString(), new Date(to * 1000).toISOString());
        }],
      },
    }, [times, all, both, young], place);
  };
  const observer = new ResizeObserver(() => { if (place.clientWidth) draw(); });
  observer.observe(place);
  const theme = matchMedia("(prefers-color-scheme: dark)");
  theme.addEventListener("change", draw, { signal });
  addEventListener("theme", draw, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
  return h("div", {}, place,
    h("div", { class: "legend" }, SERIES.map((name) => h("span", {}, h("i", { class: name }), `${name} ${number(summary[name])}`)),
      h("span", {}, "UTC; drag over the chart to look closer")));
}

/** Ages at the first contact, as bars that lead to their contacts. */
export function ages(summary, href) {
  const most = Math.max(1, ...summary.ages.map((each) => each.contacts));
  return h("div", { class: "bars" }, summary.ages.map((each, i) => {
    const bar = h("span", { class: i < 3 ? "bar young" : "bar" });
    bar.style.width = `${(100 * each.contacts) / most}%`;
    bar.hidden = each.contacts === 0;
    return h("a", { href: href(each.age) }, h("span", {}, AGES[each.age]), h("span", {}, bar), h("span", { class: "number" }, number(each.contacts)));
  }));
}
