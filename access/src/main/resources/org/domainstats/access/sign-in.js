// Signs in with a token, or with the code of a link: it stands behind the #, which browsers send to nobody.
const state = document.getElementById("state");
const form = document.getElementById("sign-in");
const out = document.getElementById("sign-out");
let session = null;

function next() {
  const wanted = new URLSearchParams(location.search).get("next") ?? "/ui/";
  return wanted.startsWith("/ui/") ? wanted : "/ui/";
}

function show(text) {
  state.textContent = text;
  form.hidden = session !== null;
  out.hidden = session?.proof !== "session";
}

async function signIn(credential) {
  const response = await fetch("/v1/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(credential),
  });
  if (response.ok) {
    location.replace(next());
  } else {
    show((await response.json()).detail);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn({ token: document.getElementById("token").value });
});

out.addEventListener("click", async () => {
  await fetch("/v1/session", { method: "DELETE" });
  location.replace("/ui/sign-in");
});

const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, "", location.pathname + location.search);
  await signIn({ code });
} else {
  const response = await fetch("/v1/session");
  if (response.ok) {
    session = await response.json();
    show(`You are ${session.name}, with the role ${session.role ?? "none"}.`);
  } else {
    show("Sign in with a token" + ((await response.json()).sign_in === "link" ? ", or open the link that serve printed." : "."));
  }
}
