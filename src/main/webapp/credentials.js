import { askBetterAuth, betterAuthUrl, refusalOf } from "./better-auth.js";
import { ConsentNeeded, NotSent } from "./not-sent.js";
import { machineScript, partnerScript } from "./oauth-scripts.js";
import { askUser, MACHINE_SCOPES, machineGrant, shownClient } from "./oauth.js";

const MISSING_SCOPES = /error="insufficient_scope".*?\bscope="([^"]+)"/;

/** What was fetched for the user who is signed in, by credential, in memory only; it serves for many calls. */
let fetched = {};

/** Starts anew for another user, with the signed session token that the sign-in brought. */
export function changeUser(signedToken) {
  fetched = signedToken ? { signed: signedToken } : {};
}

/** A credential that was rejected or is used up serves no more; a signed token cannot be had again. */
export function fetchAnew(name) {
  if (name !== "signed") delete fetched[name];
}

/** Takes what the user allowed the partner app. */
export function acceptGrant(grant) {
  fetched.partner = grant;
}

/** Asks the user to allow the partner app more than they did already, and to come back for the call. */
export function askForScopes(scopes, call) {
  const allowed = fetched.partner?.scope.split(" ") ?? [];
  return askUser([...new Set([...allowed, ...scopes])], call);
}

const included = '{ credentials: "include" }';

export const CREDENTIALS = {
  cookie: {
    title: "Session cookie",
    hint: "the browser sends it",
    add: async (options) => {
      options.credentials = "include";
    },
    script: () => "",
  },
  jwt: {
    title: "JSON Web Token",
    hint: "Authorization: Bearer eyJ…",
    add: async (options) => {
      if (!fetched.jwt || hasExpired(fetched.jwt)) {
        fetched.jwt = (await read("/token")).token;
      }
      options.headers.Authorization = `Bearer ${fetched.jwt}`;
    },
    script: () => `const { token } = await (await fetch("${betterAuthUrl()}/token", ${included})).json();\n`,
  },
  session: {
    title: "Session token",
    hint: "Authorization: Bearer token",
    add: async (options) => {
      fetched.session ??= (await read("/get-session"))?.session.token;
      if (!fetched.session) throw new NotSent("Sign in first: there is no session.");
      options.headers.Authorization = `Bearer ${fetched.session}`;
    },
    script: () =>
      `const { session } = await (await fetch("${betterAuthUrl()}/get-session", ${included})).json();\n` +
      "const token = session.token;\n",
  },
  signed: {
    title: "Signed session token",
    hint: "Authorization: Bearer token.signature",
    add: async (options) => {
      if (!fetched.signed) {
        throw new NotSent("Better Auth hands out the signed token at sign-in only: sign in, or sign in again.");
      }
      options.headers.Authorization = `Bearer ${fetched.signed}`;
    },
    script: () =>
      `const signedIn = await fetch("${betterAuthUrl()}/sign-in/email", {\n` +
      '  method: "POST",\n  headers: { "Content-Type": "application/json" },\n' +
      "  body: JSON.stringify({ email, password }),\n});\n" +
      'const token = signedIn.headers.get("set-auth-token");\n',
  },
  "api-key": {
    title: "API key",
    hint: "x-api-key: key",
    add: async (options) => {
      fetched["api-key"] ??= (await read("/api-key/create", { name: "page" })).key;
      options.headers["x-api-key"] = fetched["api-key"];
    },
    script: () =>
      `const { key } = await (await fetch("${betterAuthUrl()}/api-key/create", {\n` +
      '  method: "POST",\n  credentials: "include",\n  headers: { "Content-Type": "application/json" },\n' +
      `  body: '{"name":"page"}',\n})).json();\n`,
  },
  partner: {
    title: "Partner app",
    hint: "an OAuth client that acts for you",
    isOAuth: true,
    add: async (options) => {
      if (hasEnded(fetched.partner)) throw new ConsentNeeded(["orders:read"]);
      options.headers.Authorization = `Bearer ${fetched.partner.token}`;
    },
    script: () => partnerScript(shownClient(), fetched.partner.scope),
    missingScopes: (answer) => MISSING_SCOPES.exec(answer.headers.get("WWW-Authenticate") ?? "")?.[1].split(" "),
  },
  machine: {
    title: "Machine",
    hint: "an OAuth client that acts for itself",
    isOAuth: true,
    place: "service",
    add: async (options) => {
      if (hasEnded(fetched.machine)) fetched.machine = await machineGrant();
      options.headers.Authorization = `Bearer ${fetched.machine.token}`;
    },
    script: () => machineScript(shownClient(), MACHINE_SCOPES),
  },
  none: {
    title: "Nothing",
    hint: "to see a refusal",
    add: async () => {},
    script: () => "",
  },
};

async function read(path, body) {
  const answer = await askBetterAuth(path, body).catch((error) => {
    throw new NotSent(`Better Auth gave no answer at ${path}: ${error.message}`);
  });
  if (answer.status === 401) throw new NotSent("Sign in first: Better Auth gives this to its users only.");
  if (!answer.ok) throw new NotSent(`No credential: ${await refusalOf(answer)}`);
  return answer.json().catch(() => {
    throw new NotSent(`Better Auth's answer at ${path} is not JSON`);
  });
}

function hasEnded(grant) {
  return !grant || grant.expires <= Date.now();
}

function hasExpired(jwt) {
  const payload = atob(jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(payload).exp * 1000 <= Date.now();
}
