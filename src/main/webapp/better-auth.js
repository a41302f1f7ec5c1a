import { statusName } from "./status.js";

const TIMEOUT_MILLISECONDS = 15_000;

let url;
let connection;

/** Asks this server where its Better Auth is, once: whoever comes first waits for the answer. */
export function connect() {
  connection ??= fetch("api/public/auth-server", { signal: timeout() })
    .then((answer) => answer.json())
    .then((answer) => (url = answer.url));
  return connection;
}

export function betterAuthUrl() {
  return url;
}

/** Better Auth is on another origin: its cookie comes and goes only with credentials included. */
export async function askBetterAuth(path, body) {
  await connect();
  return fetch(url + path, {
    method: body ? "POST" : "GET",
    credentials: "include",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
    signal: timeout(),
  });
}

/** Why Better Auth refused, in its words where it has some. */
export async function refusalOf(answer) {
  const refusal = await answer.json().catch(() => null);
  return refusal?.message ?? refusal?.error_description ?? `Better Auth answered ${statusName(answer)}`;
}

/** The users or clients of the demo's Better Auth, which runs on this machine; no other Better Auth is asked. */
export async function ofDemo(kind) {
  if (!["localhost", "127.0.0.1"].includes(new URL(url).hostname)) return [];
  const answer = await askBetterAuth(`/demo-${kind}`).catch(() => null);
  const list = answer?.ok ? await answer.json().catch(() => []) : [];
  return Array.isArray(list) ? list : [];
}

export function timeout() {
  return AbortSignal.timeout(TIMEOUT_MILLISECONDS);
}
