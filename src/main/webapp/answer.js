import { statusName } from "./status.js";

const ADVICE = {
  AUTHENTICATION_REQUIRED: "No credential arrived. Sign in, or choose another credential.",
  TOKEN_EXPIRED: "Fetch a new token from Better Auth and call again.",
  TOKEN_REVOKED: "The user's sessions and tokens were revoked. Sign in again.",
  INVALID_TOKEN: "Fetch a new token from Better Auth. If that is invalid as well, issuer or audience differ.",
  INVALID_DPOP_PROOF: "Make a new proof for this request with the key of the token, and send it in the header DPoP.",
  INVALID_SESSION: "Your session has ended. Sign in again.",
  INVALID_API_KEY: "Make a new API key at Better Auth.",
  INSUFFICIENT_ROLE: "You are known, but lack the role. Sign in as a user who has it.",
  INSUFFICIENT_SCOPE: "The access token lacks the scope. Ask for a token that has it.",
  USER_REQUIRED: "A client called in its own name. This is for users.",
  USER_BANNED: "This user is banned at Better Auth.",
  ORIGIN_NOT_ALLOWED: "Add this page's origin to better-auth.cors.allowed-origins.",
  AMBIGUOUS_CREDENTIALS: "Send one credential only.",
  RATE_LIMITED: "The API key is used up. Wait as long as Retry-After says.",
  AUTH_SERVER_UNAVAILABLE: "Better Auth is unavailable. Wait as long as Retry-After says and call again.",
};

const HEADERS = ["Content-Type", "WWW-Authenticate", "Retry-After", "Cache-Control"];
const JSON_PARTS = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const $ = (id) => document.getElementById(id);

/** Shows which call is under way, and nothing of the one before. */
export function showCall(request) {
  $("no-answer").hidden = true;
  $("result").hidden = false;
  $("request").textContent = request;
  state("Calling …", "waiting");
  $("code").hidden = true;
  $("time").textContent = "";
  advise("");
  $("ask").hidden = true;
  $("details").hidden = true;
  $("headers").replaceChildren();
  $("body").replaceChildren();
  showScript("");
}

export function showScript(script, place = "front end") {
  $("script-title").textContent = `The same in your ${place}`;
  $("script").textContent = script;
  $("script-section").hidden = script === "";
}

export function showAnswer(answer, text, milliseconds) {
  const json = parsed(text);
  const code = answer.ok ? undefined : json?.code;
  state(statusName(answer), answer.ok ? "good" : "bad", code);
  $("code").textContent = code ?? "";
  $("code").hidden = !code;
  $("time").textContent = `${Math.round(milliseconds)} ms`;
  advise(ADVICE[code] ?? "");
  $("details").hidden = false;
  $("headers").replaceChildren(
    ...HEADERS.filter((name) => answer.headers.has(name)).flatMap((name) => [
      element("dt", name),
      element("dd", answer.headers.get(name)),
    ]),
  );
  if (json === undefined) {
    $("body").textContent = text || "(empty)";
  } else {
    $("body").replaceChildren(...coloured(JSON.stringify(json, null, 2)));
  }
}

/** Without an answer: no credential to be had, no network, no CORS, no end. */
export function showFailure(title, reason) {
  state(title, "bad");
  advise(reason);
}

/** Offers to ask the user for scopes that a client lacks. */
export function offerScopes(scopes, ask) {
  $("ask").textContent = `Ask for ${scopes.join(" and ")}`;
  $("ask").onclick = ask;
  $("ask").hidden = false;
}

function state(text, kind, code) {
  $("status").textContent = text;
  $("status").className = kind;
  $("announcement").textContent = kind === "waiting" ? "" : [$("request").textContent, text, code].filter(Boolean).join(", ");
}

function advise(text) {
  $("advice").textContent = text;
  $("advice").hidden = text === "";
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function coloured(json) {
  const parts = [];
  let end = 0;
  for (const match of json.matchAll(JSON_PARTS)) {
    parts.push(json.slice(end, match.index));
    const [whole, string, colon] = match;
    const part = element("span", string ?? whole);
    part.className = colon ? "key" : string ? "string" : "literal";
    parts.push(part, colon ?? "");
    end = match.index + whole.length;
  }
  return [...parts, json.slice(end)];
}

export function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}
