// Tells a page when there is something new. A browser opens six connections to a server at most, so all its tabs
// share one stream: the tab that holds the lease listens, and tells the others. While there is no stream, the same
// tab says every few seconds that it is time to ask. A hidden tab neither asks nor holds anything.
import { address } from "./places.js";

const STREAM = "/v1/triage/stream";
const KEY = "live" + address("");
const BEAT = 2000, LEASE = 6000, POLL = 3000, SLOW = 30000, LEAST = 1000, LONGEST_PAUSE = 60000;

const me = Math.random().toString(36).slice(2);
const channel = new BroadcastChannel(KEY);
const listeners = new Set();
let source, received = false, failures = 0, openAgain = 0, told = 0;

function tell(how) {
  told = Date.now();
  document.documentElement.dataset.live = how;
  for (const each of listeners) each();
}

function tellAll(how) {
  channel.postMessage(how);
  tell(how);
}

channel.onmessage = ({ data }) => {
  if (data === "free") beat();
  else if (!document.hidden && !source) tell("shared");
};

function holder() {
  try {
    const lease = JSON.parse(localStorage.getItem(KEY));
    const left = lease.until - Date.now();
    return left > 0 && left <= LEASE ? lease.id : undefined;
  } catch {
    return undefined;
  }
}

function close() {
  source?.close();
  source = undefined;
  received = false;
}

function open() {
  source = new EventSource(address(STREAM));
  source.addEventListener("table", () => {
    received = true;
    failures = 0;
    tellAll("stream");
  });
  source.onerror = () => {
    close();
    failures += 1;
    openAgain = Date.now() + Math.min(LONGEST_PAUSE, BEAT * 2 ** failures) * (0.5 + Math.random() / 2);
  };
}

function release() {
  close();
  if (holder() !== me) return;
  localStorage.removeItem(KEY);
  channel.postMessage("free");
}

function beat() {
  if (document.hidden || listeners.size === 0) {
    release();
    return;
  }
  const other = holder();
  if (other === undefined || other === me) {
    localStorage.setItem(KEY, JSON.stringify({ id: me, until: Date.now() + LEASE }));
    if (!source && Date.now() >= openAgain) open();
    // Where something on the way holds a stream back, nothing comes of it.
    if (!received && Date.now() - told >= POLL) tellAll("poll");
  } else {
    close();
  }
  // What the stream does not cover: how often something was asked, and what other servers on the same store learned.
  if (Date.now() - told >= SLOW) tell(document.documentElement.dataset.live);
}

setInterval(beat, BEAT);
addEventListener("pagehide", release);
document.addEventListener("visibilitychange", () => {
  beat();
  if (!document.hidden) for (const each of listeners) each();
});

/** Calls when there may be something new, never twice at a time, and with pauses. */
export function whenNew(action, signal) {
  let timer, running = false, again = false, next = 0;
  const run = async () => {
    timer = undefined;
    if (signal.aborted || document.hidden) return;
    running = true;
    const begun = Date.now();
    try {
      await action();
    } catch {
      // The page keeps what it shows; the next time it asks again.
    }
    running = false;
    // A server that takes long is not asked more for it.
    next = Date.now() + Math.max(LEAST, 4 * (Date.now() - begun));
    if (again) wake();
  };
  const wake = () => {
    again = running;
    if (!running && !signal.aborted) timer ??= setTimeout(run, Math.max(0, next - Date.now()));
  };
  listeners.add(wake);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    listeners.delete(wake);
  });
  beat();
}

/** Calls every few seconds while the page can be seen: for what changes all the time. */
export function everyFewSeconds(action, signal) {
  let running = false;
  const run = async () => {
    if (document.hidden || running) return;
    running = true;
    await action().catch(() => {});
    running = false;
  };
  const timer = setInterval(run, POLL);
  document.addEventListener("visibilitychange", run, { signal });
  signal.addEventListener("abort", () => clearInterval(timer));
}
