import { element, showAnswer, showCall, showFailure, showScript } from "./answer.js";
import { timeout } from "./better-auth.js";
import { CREDENTIALS, fetchAnew, NotSent } from "./credentials.js";

const CALLS = [
  { method: "GET", path: "api/public/ping", label: "Ping", says: "Open to everyone" },
  { method: "GET", path: "api/me", label: "Who am I", says: "All about an authenticated caller" },
  { method: "GET", path: "api/protected", label: "Protected", says: "For every authenticated caller" },
  { method: "GET", path: "api/personalized", label: "Personalized", says: "By the user's custom fields" },
  { method: "GET", path: "api/articles/draft", label: "Draft", says: "For the role editor or admin" },
  { method: "GET", path: "api/notes", label: "My notes", says: "By a guarded EJB" },
  { method: "POST", path: "api/notes", label: "Add a note", says: "By cookie, from allowed origins only", field: "Note" },
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
  item.append(words, button);
  let input;
  if (call.field) {
    const label = element("label", call.field);
    input = document.createElement("input");
    input.maxLength = 1000;
    input.value = "Remember the milk";
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

/** Beside the calls where there is room, else right below the call that was made. */
function placeAnswer() {
  const answer = document.getElementById("answer");
  const place = NARROW.matches && calledItem ? calledItem : document.getElementById("answer-place");
  if (answer.parentElement !== place) place.append(answer);
  document.querySelectorAll("#call-list [aria-current]").forEach((item) => item.removeAttribute("aria-current"));
  calledItem?.setAttribute("aria-current", "true");
}

/** Only the call that was made last shows what came of it. */
async function make(call, note) {
  const number = ++latest;
  const show = (shown) => number === latest && shown();
  showCall(`${call.method} /${call.path}`);
  try {
    const options = await optionsFor(call, note);
    show(() => showScript(scriptOf(call, options)));
    const start = performance.now();
    const answer = await fetch(call.path, { ...options, signal: timeout() });
    const text = await answer.text();
    if (answer.status === 401 || answer.status === 429) fetchAnew();
    show(() => showAnswer(answer, text, performance.now() - start));
  } catch (error) {
    show(() => (error instanceof NotSent ? showFailure("Not sent", error.message) : showFailure("No answer", reasonOf(error))));
  }
}

function reasonOf(error) {
  return error.name === "TimeoutError"
    ? "The server did not answer within 15 seconds."
    : `The server cannot be reached, or CORS keeps its answer from this page (${error.message}).`;
}

function chosen() {
  return CREDENTIALS[document.querySelector("input[name=credential]:checked").value];
}

async function optionsFor(call, note) {
  const options = { method: call.method, headers: {}, credentials: "omit" };
  if (call.field) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify({ text: note });
  }
  await chosen().add(options);
  return options;
}

/** The script as a front end of another origin would write it, without the credential itself. */
function scriptOf(call, options) {
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
  return `${chosen().script()}const answer = await fetch("${new URL(call.path, location.href)}", ${written});`;
}
