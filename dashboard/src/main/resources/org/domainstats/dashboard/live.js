// Asks again every few seconds while the page can be seen. A hidden tab asks nothing and holds no connection,
// so that many tabs of one browser do not wait for each other.
const PERIOD = 3000;

export function everyFewSeconds(action, signal) {
  let timer;
  let running = false;
  const run = async () => {
    clearTimeout(timer);
    if (signal.aborted || document.hidden || running) return;
    running = true;
    try {
      await action();
    } catch {
      // The page keeps what it shows; the next round asks again.
    }
    running = false;
    if (!signal.aborted && !document.hidden) timer = setTimeout(run, PERIOD);
  };
  timer = setTimeout(run, PERIOD);
  document.addEventListener("visibilitychange", run, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}
