const CALLS = [
  { method: "GET", path: "api/public/ping", label: "Ping", says: "Open to everyone." },
  { method: "GET", path: "api/me", label: "Who am I", says: "All that is known of you." },
  { method: "GET", path: "api/protected", label: "Protected", says: "For every known caller." },
  { method: "GET", path: "api/personalized", label: "Personalized", says: "Made from your custom fields." },
  { method: "GET", path: "api/articles/draft", label: "Draft", says: "For the roles editor or admin." },
  { method: "GET", path: "api/notes", label: "My notes", says: "A guarded EJB behind an open resource." },
  { method: "POST", path: "api/notes", label: "Add a note", says: "An unsafe method: a cookie counts from known origins only.", field: "Note" },
  { method: "GET", path: "api/admin/caches", label: "Caches", says: "For the role admin." },
  { method: "DELETE", path: "api/admin/caches", label: "Empty the caches", says: "For the role admin." },
];

const ADVICE = {
  AUTHENTICATION_REQUIRED: "Nothing was presented. Sign in, or choose what to present.",
  TOKEN_EXPIRED: "Fetch a new token from Better Auth and ask again.",
  INVALID_TOKEN: "Fetch a new token from Better Auth. If that is invalid as well, issuer or audience differ.",
  INVALID_SESSION: "Your session has ended. Sign in again.",
  INVALID_API_KEY: "Make a new API key at Better Auth.",
  INSUFFICIENT_ROLE: "You are known, but lack the role. An administrator can give it to you.",
  USER_BANNED: "This user is banned at Better Auth.",
  ORIGIN_NOT_ALLOWED: "Add this page's origin to better-auth.cors.allowed-origins.",
  AMBIGUOUS_CREDENTIALS: "Send one credential only.",
  RATE_LIMITED: "The API key is used up. Wait as long as Retry-After says.",
  AUTH_SERVER_UNAVAILABLE: "Better Auth is unavailable. Wait as long as Retry-After says and ask again.",
};

const HEADERS = ["Content-Type", "WWW-Authenticate", "Retry-After", "Cache-Control"];

const $ = (id) => document.getElementById(id);
let betterAuth;
let token;

/** Better Auth is on another origin: its cookie comes and goes only with credentials included. */
function askBetterAuth(path, body) {
  return fetch(betterAuth + path, {
    method: body ? "POST" : "GET",
    credentials: "include",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
}

async function showState() {
  const answer = await askBetterAuth("/get-session");
  const session = answer.ok ? await answer.json() : null;
  $("signed-out").hidden = session !== null;
  $("signed-in").hidden = session === null;
  $("state").textContent = session
    ? `Signed in at Better Auth as ${session.user.name} (${session.user.email})`
    : "Not signed in";
}

async function account(path, body) {
  token = undefined;
  $("account-error").hidden = true;
  try {
    const answer = await askBetterAuth(path, body);
    if (!answer.ok) {
      const refusal = await answer.json().catch(() => ({}));
      throw new Error(refusal.message ?? `Better Auth answered with status ${answer.status}`);
    }
    await showState();
  } catch (error) {
    $("account-error").textContent = error.message;
    $("account-error").hidden = false;
  }
}

function filledIn(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
}

/** A token serves until it expires, so one is fetched for many calls. */
async function currentToken() {
  if (token && JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000 > Date.now()) {
    return token;
  }
  const answer = await askBetterAuth("/token");
  token = answer.ok ? (await answer.json()).token : undefined;
  return token;
}

async function optionsFor(call, note) {
  const options = { method: call.method, headers: {}, credentials: "omit" };
  const credential = document.querySelector("input[name=credential]:checked").value;
  if (credential === "cookie") {
    options.credentials = "include";
  }
  if (credential === "jwt") {
    const bearer = await currentToken();
    if (bearer) options.headers.Authorization = `Bearer ${bearer}`;
  }
  if (call.field) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify({ text: note });
  }
  return options;
}

/** The script as a front end of another origin would write it, without the token itself. */
function scriptOf(call, options) {
  const shown = { method: options.method, credentials: options.credentials };
  if (Object.keys(options.headers).length > 0) shown.headers = { ...options.headers };
  if (options.headers.Authorization) shown.headers.Authorization = "Bearer <token>";
  if (options.body) shown.body = options.body;
  const token = options.headers.Authorization
    ? `const { token } = await (await fetch("${betterAuth}/token", { credentials: "include" })).json();\n`
    : "";
  const init = JSON.stringify(shown, null, 2).replace('"Bearer <token>"', "`Bearer ${token}`");
  return `${token}const answer = await fetch("${new URL(call.path, location.href)}", ${init});`;
}

async function make(call, note) {
  const options = await optionsFor(call, note);
  $("no-answer").hidden = true;
  $("result").hidden = false;
  $("script").textContent = scriptOf(call, options);
  try {
    const answer = await fetch(call.path, options);
    const text = await answer.text();
    show(call, answer, text);
  } catch (error) {
    $("status").textContent = `${call.method} /${call.path}: no answer (${error.message})`;
    $("status").className = "error";
    $("advice").hidden = true;
    $("headers").replaceChildren();
    $("body").textContent = "";
  }
  $("answer").focus();
}

function show(call, answer, text) {
  const json = parsed(text);
  $("status").textContent = `${call.method} /${call.path}: ${answer.status} ${json?.code ?? (answer.ok ? "OK" : "")}`.trim();
  $("status").className = answer.ok ? "good" : "error";
  $("advice").textContent = ADVICE[json?.code] ?? "";
  $("advice").hidden = !ADVICE[json?.code];
  $("headers").replaceChildren(
    ...HEADERS.filter((name) => answer.headers.has(name)).flatMap((name) => [
      element("dt", name),
      element("dd", answer.headers.get(name)),
    ]),
  );
  $("body").textContent = json ? JSON.stringify(json, null, 2) : text || "(empty)";
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

function listCalls() {
  for (const call of CALLS) {
    const item = document.createElement("li");
    const heading = element("h3", `${call.method} /${call.path}`);
    const button = element("button", call.label);
    button.type = "button";
    item.append(heading, element("p", call.says));
    let input;
    if (call.field) {
      const label = element("label", `${call.field} `);
      input = document.createElement("input");
      input.maxLength = 1000;
      input.value = "Remember the milk";
      label.append(input);
      item.append(label);
    }
    button.addEventListener("click", async () => {
      button.disabled = true;
      await make(call, input?.value);
      button.disabled = false;
    });
    item.append(button);
    $("call-list").append(item);
  }
}

$("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  account("/sign-in/email", filledIn(event.target));
});
$("sign-up").addEventListener("submit", (event) => {
  event.preventDefault();
  account("/sign-up/email", filledIn(event.target));
});
$("sign-out").addEventListener("click", () => account("/sign-out", {}));

listCalls();
try {
  betterAuth = (await (await fetch("api/public/auth-server")).json()).url;
  await showState();
} catch {
  $("state").textContent = "Better Auth cannot be reached from this page. Is this page's origin among its trusted origins?";
  $("signed-out").hidden = false;
}
