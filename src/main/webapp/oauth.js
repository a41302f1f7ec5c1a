import { betterAuthUrl, ofDemo, refusalOf, timeout } from "./better-auth.js";
import { NotSent } from "./not-sent.js";

export const MACHINE_SCOPES = "orders:read orders:write";

const ASKED = "better-auth-jakarta.asked";

/** What Better Auth sent the browser back with, out of the URL at once: a code belongs in no history. */
const returned = takeReturned();

let resource;
let issuer;
let partner;
let machine;

/** Learns what this API accepts (RFC 9728) and which clients the page can play; fails with why there are none. */
export async function findClients() {
  const metadata = await fetch(".well-known/oauth-protected-resource", { signal: timeout() })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  if (!metadata) throw new NotSent("unavailable: better-auth.oauth.resource is not set");
  resource = metadata.resource;
  issuer = metadata.authorization_servers[0];
  const clients = await ofDemo("clients");
  partner = clients.find(({ id }) => id === "partner");
  machine = clients.find(({ id }) => id === "reports");
  if (!partner || !machine) throw new NotSent("unavailable: only the demo's Better Auth has this client");
}

/** Leaves for Better Auth, where the user allows scopes or not (RFC 6749, section 4.1, with PKCE, RFC 7636). */
export async function askUser(scopes, call) {
  const state = crypto.randomUUID();
  const verifier = crypto.randomUUID() + crypto.randomUUID();
  const scope = scopes.join(" ");
  const query = new URLSearchParams({
    response_type: "code",
    client_id: partner.id,
    redirect_uri: redirectUri(),
    scope,
    state,
    code_challenge: await challenge(verifier),
    code_challenge_method: "S256",
    resource,
  });
  sessionStorage.setItem(ASKED, JSON.stringify({ state, verifier, scope, call }));
  location.assign(`${betterAuthUrl()}/oauth2/authorize?${query}`);
}

/** The grant that the user came back with and the call that needed it; undefined where nobody came back. */
export async function comeBack() {
  if (!returned) return undefined;
  const { query, asked } = returned;
  if (!asked || query.get("state") !== asked.state || query.get("iss") !== issuer) {
    throw new NotSent("This page did not ask for what came back, and ignores it.");
  }
  if (!query.has("code")) {
    throw new NotSent(`Better Auth gave no access: ${query.get("error_description") ?? query.get("error")}`);
  }
  const grant = await requestToken({
    grant_type: "authorization_code",
    client_id: partner.id,
    code: query.get("code"),
    redirect_uri: redirectUri(),
    code_verifier: asked.verifier,
    resource,
  });
  return { grant: { scope: asked.scope, ...grant }, call: asked.call };
}

/** A grant of the client that acts for itself (RFC 6749, section 4.4). */
export function machineGrant() {
  const basic = btoa(`${encodeURIComponent(machine.id)}:${encodeURIComponent(machine.secret)}`);
  return requestToken(
    { grant_type: "client_credentials", scope: MACHINE_SCOPES, resource },
    { Authorization: `Basic ${basic}` },
  );
}

async function requestToken(form, headers = {}) {
  const answer = await fetch(`${betterAuthUrl()}/oauth2/token`, {
    method: "POST",
    headers,
    body: new URLSearchParams(form),
    credentials: "omit",
    signal: timeout(),
  }).catch((error) => {
    throw new NotSent(`Better Auth gave no answer at /oauth2/token: ${error.message}`);
  });
  if (!answer.ok) throw new NotSent(`Better Auth gave no access token: ${await refusalOf(answer)}`);
  const { access_token: token, expires_in: seconds, scope } = await answer.json();
  return { token, expires: Date.now() + seconds * 1000, ...(scope ? { scope } : {}) };
}

/** What a script needs to get a token as the page does. */
export function shownClient() {
  return { url: betterAuthUrl(), clientId: partner.id, redirectUri: redirectUri(), resource, issuer };
}

function takeReturned() {
  const query = new URLSearchParams(location.search);
  if (!query.has("state")) return undefined;
  history.replaceState(null, "", location.pathname);
  const asked = JSON.parse(sessionStorage.getItem(ASKED));
  sessionStorage.removeItem(ASKED);
  return { query, asked };
}

function redirectUri() {
  return new URL(".", location.href).href;
}

async function challenge(verifier) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
