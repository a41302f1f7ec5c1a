import { element, offerScopes, showAnswer, showCall, showFailure, showScript } from "./answer.js";
import { timeout } from "./better-auth.js";
import { askForScopes, CREDENTIALS, fetchAnew } from "./credentials.js";
import { NotSent } from "./not-sent.js";

const NOTE = { name: "text", label: "Note", value: "Remember the milk", longest: 1000 };
const ITEM = { name: "item", label: "Item", value: "Coffee", longest: 100 };

const CALLS = [
  { method: "GET", path: "api/public/ping", label: "Ping", says: "Open to everyone" },
  { method: "GET", path: "api/me", label: "Who am I", says: "All about an authenticated caller" },
  { method: "GET", path: "api/protected", label: "Protected", says: "For every authenticated caller" },
  { method: "GET", path: "api/personalized", label: "Personalized", says: "By the user's custom fields" },
  { method: "GET", path: "api/articles/draft", label: "Draft", says: "For the role editor or admin" },
  { method: "GET", path: "api/notes", label: "My notes", says: "By a guarded EJB" },
  { method: "POST", path: "api/notes", label: "Add a note", says: "By cookie, from allowed origins only", field: NOTE },
  { method: "GET", path: "api/orders", label: "Orders", says: "With the scope orders:read, or in person" },
  { method: "POST", path: "api/orders", label: "Add an order", says: "With the scope orders:write, or in person", field: ITEM },
  { method: "GET", path: "api/admin/caches", label: "Caches", says: "For the role admin" },
  { method: "DELETE", path: "api/admin/caches", label: "Empty the caches", says: "For the role admin" },
];

const NARROW = matchMedia("(max-width: 60rem)");

let latest = 0;
let calledItem;

export function listCalls(list) {
  list.append(...CALLS.map(itemOf));
  NARROW.addEventListener("change", placeAnswer);
}

function itemOf(call) {
  const item = document.createElement("li");
  const heading = element("h3", "");
  const method = element("span", call.method);
  method.className = `method ${call.method.toLowerCase()}`;
  heading.append(method, " ", element("code", `/${call.path}`));
  const words = document.createElement("div");
  words.append(heading, element("p", call.says));
  const button = element("button", call.label);
  button.type = "button";
  button.value = nameOf(call);
  item.append(words, button);
  let input;
  if (call.field) {
    const label = element("label", call.field.label);
    input = document.createElement("input");
    input.maxLength = call.field.longest;
    input.value = call.field.value;
    label.append(input);
    words.append(label);
  }
  button.addEventListener("click", async () => {
    calledItem = item;
    placeAnswer();
    button.disabled = true;
    try {
      await make(call, input?.value);
    } finally {
      button.disabled = false;
      if (document.activeElement === document.body) button.focus({ preventScroll: true });
    }
  });
  return item;
}

function nameOf(call) {
  return `${call.method} /${call.path}`;
}

/** Makes a call again, such as with a credential that was not there before. */
export function repeatCall({ name, text }) {
  const button = [...document.querySelectorAll("#call-list > li > button")].find(({ value }) => value === name);
  const input = button?.parentElement.querySelector("input");
  if (input) input.value = text;
  button?.focus();
  button?.click();
}

/** Beside the calls where there is room, else right below the call that was made. */
function placeAnswer() {
  const answer = document.getElementById("answer");
  const place = NARROW.matches && calledItem ? calledItem : document.getElementById("answer-place");
  if (answer.parentElement !== place) place.append(answer);
  document.querySelectorAll("#call-list [aria-current]").forEach((item) => item.removeAttribute("aria-current"));
  calledItem?.setAttribute("aria-current", "true");
}

/** Only the call that was made last shows what came of it. */
async function make(call, text) {
  const number = ++latest;
  const show = (shown) => number === latest && shown();
  const offer = (scopes) => offerScopes(scopes, () => askForScopes(scopes, { name: nameOf(call), text }));
  const name = document.querySelector("input[name=credential]:checked").value;
  const credential = CREDENTIALS[name];
  showCall(nameOf(call));
  try {
    const options = await optionsFor(call, text, credential);
    show(() => showScript(scriptOf(call, options, credential), credential.place));
    const start = performance.now();
    const answer = await fetch(call.path, { ...options, signal: timeout() });
    const body = await answer.text();
    if (answer.status === 401 || answer.status === 429) fetchAnew(name);
    show(() => {
      showAnswer(answer, body, performance.now() - start);
      const missing = credential.missingScopes?.(answer);
      if (missing) offer(missing);
    });
  } catch (error) {
    show(() => {
      if (error instanceof NotSent) showFailure("Not sent", error.message);
      else showFailure("No answer", reasonOf(error));
      if (error.scopes) offer(error.scopes);
    });
  }
}

function reasonOf(error) {
  return error.name === "TimeoutError"
    ? "The server did not answer within 15 seconds."
    : `The server cannot be reached, or CORS keeps its answer from this page (${error.message}).`;
}

async function optionsFor(call, text, credential) {
  const options = { method: call.method, headers: {}, credentials: "omit" };
  if (call.field) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify({ [call.field.name]: text });
  }
  await credential.add(options);
  return options;
}

/** The script as a front end of another origin would write it, without the credential itself. */
function scriptOf(call, options, credential) {
  const init = { method: options.method, credentials: options.credentials };
  const headers = { ...options.headers };
  if (headers.Authorization) headers.Authorization = "<token>";
  if (headers["x-api-key"]) headers["x-api-key"] = "<key>";
  if (Object.keys(headers).length > 0) init.headers = headers;
  if (options.body) init.body = options.body;
  const written = JSON.stringify(init, null, 2)
    .replace(/^( +)"(\w+)":/gm, "$1$2:")
    .replace('"<token>"', "`Bearer ${token}`")
    .replace('"<key>"', "key");
  return `${credential.script()}const answer = await fetch("${new URL(call.path, location.href)}", ${written});`;
}
