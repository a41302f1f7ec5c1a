import { askBetterAuth, betterAuthUrl, refusalOf } from "./better-auth.js";

/** What was fetched for the user who is signed in, by kind; a credential serves for many calls. */
let fetched = {};

/** The credential cannot be had, so no call was made. */
export class NotSent extends Error {}

/** Starts anew for another user, with the signed session token that the sign-in brought. */
export function changeUser(signedToken) {
  fetched = signedToken ? { signed: signedToken } : {};
}

/** A credential that was rejected or is used up serves no more; a signed token cannot be had again. */
export function fetchAnew() {
  changeUser(fetched.signed);
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
      fetched.key ??= (await read("/api-key/create", { name: "page" })).key;
      options.headers["x-api-key"] = fetched.key;
    },
    script: () =>
      `const { key } = await (await fetch("${betterAuthUrl()}/api-key/create", {\n` +
      '  method: "POST",\n  credentials: "include",\n  headers: { "Content-Type": "application/json" },\n' +
      `  body: '{"name":"page"}',\n})).json();\n`,
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

function hasExpired(jwt) {
  const payload = atob(jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(payload).exp * 1000 <= Date.now();
}
