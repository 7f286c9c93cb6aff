// Questions to the server. Who asks is in a cookie; what writes sends a token beside it.
import { address, here } from "./places.js";

export class Problem extends Error {
  constructor(status, message, body) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

let session, asking, signIn;

/** Says on every page that what it shows may be old. */
function answers(does) {
  const place = document.getElementById("away");
  if (does) place.textContent = "";
  else if (!place.textContent) place.textContent = `The server does not answer. What is shown is of ${new Date().toISOString().slice(11, 16)} UTC.`;
}

export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(address(path), { headers: { Accept: "application/json" }, ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    answers(false);
    throw new Problem(0, "The server does not answer.", {});
  }
  answers(true);
  const text = await response.text();
  const json = (response.headers.get("content-type") ?? "").includes("json");
  const body = json && text ? JSON.parse(text) : text;
  if (!response.ok) {
    if (response.status === 401 && !path.startsWith("/v1/session")) {
      const page = here();
      if (!page.startsWith("/ui/sign-in")) {
        history.pushState(null, "", address("/ui/sign-in?next=" + encodeURIComponent(page)));
        dispatchEvent(new PopStateEvent("popstate"));
      }
    }
    throw new Problem(response.status, body.detail ?? `The server answered ${response.status}.`, body);
  }
  return body;
}

/** Whether programs have to send a token. */
export async function wantsToken() {
  try {
    await ask("/v1/session", { credentials: "omit" });
    return false;
  } catch (error) {
    return error.body?.sign_in === "token";
  }
}

/** Who is signed in; null if nobody is. */
export async function whoAmI(again = false) {
  if (!asking || again) {
    const answer = asking = ask("/v1/session").catch((error) => {
      if (error.status === 401) {
        signIn = error.body.sign_in;
        return null;
      }
      if (asking === answer) asking = undefined;
      throw error;
    });
  }
  session = await asking;
  return session;
}

/** How one signs in where nobody is: by link, or with a token. */
export function howToSignIn() {
  return signIn;
}

export async function send(method, path, body, signal) {
  const attempt = async () => ask(path, {
    method,
    signal,
    headers: { "Content-Type": typeof body === "string" ? "text/plain" : "application/json", Accept: "application/json",
      ...(session?.csrf_token ? { "X-CSRF-Token": session.csrf_token } : {}) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  await whoAmI();
  try {
    return await attempt();
  } catch (error) {
    if (error.status !== 403) throw error;
    await whoAmI(true);
    return attempt();
  }
}

/** The metrics of the server: name to a list of labels and values. */
export async function metrics(signal) {
  const text = await ask("/metrics", { signal, headers: {} });
  const found = new Map();
  for (const line of text.split("\n")) {
    const match = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!match) continue;
    const labels = {};
    for (const [, key, value] of (match[2] ?? "").matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)) labels[key] = value;
    if (!found.has(match[1])) found.set(match[1], []);
    found.get(match[1]).push({ labels, value: Number(match[3]) });
  }
  return found;
}

export function query(parameters) {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, value);
  }
  const text = search.toString();
  return text ? "?" + text : "";
}
