import { element, showCall, showFailure } from "./answer.js";
import { askBetterAuth, connect, ofDemo, refusalOf } from "./better-auth.js";
import { listCalls, repeatCall } from "./calls.js";
import { acceptGrant, changeUser, CREDENTIALS } from "./credentials.js";
import { comeBack, findClients } from "./oauth.js";

const $ = (id) => document.getElementById(id);

async function showState() {
  const answer = await askBetterAuth("/get-session");
  if (!answer.ok) throw new Error(await refusalOf(answer));
  const user = (await answer.json())?.user;
  $("signed-out").hidden = Boolean(user);
  $("signed-in").hidden = !user;
  $("state").textContent = user ? `Signed in at Better Auth as ${user.name} (${user.email})` : "Not signed in";
  for (const button of $("users").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === user?.email));
  }
}

/** Signs in, up or out; whatever comes of it, the controls can be used again. */
async function account(controls, path, body) {
  $("account-error").hidden = true;
  controls.forEach((control) => (control.disabled = true));
  try {
    const answer = await askBetterAuth(path, body);
    if (!answer.ok) throw new Error(await refusalOf(answer));
    changeUser(answer.headers.get("set-auth-token"));
    await showState();
  } catch (error) {
    $("account-error").textContent =
      error.name === "Error" ? error.message : `Better Auth gave no answer (${error.message})`;
    $("account-error").hidden = false;
  } finally {
    controls.forEach((control) => (control.disabled = false));
  }
}

function filledIn(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
}

function listCredentials() {
  for (const [value, { title, hint, isOAuth }] of Object.entries(CREDENTIALS)) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "credential", value });
    input.checked = value === "cookie";
    input.disabled = Boolean(isOAuth);
    const words = element("span", title);
    words.append(Object.assign(element("span", hint), { className: "hint" }));
    label.append(input, words);
    $("credentials").append(label);
  }
}

/** The credentials of OAuth clients can be chosen where there are such clients, and say why not elsewhere. */
async function offerClients() {
  const reason = await findClients().then(
    () => null,
    (error) => error.message,
  );
  for (const input of $("credentials").querySelectorAll(":disabled")) {
    input.disabled = reason !== null;
    if (reason) input.parentElement.querySelector(".hint").textContent = reason;
  }
  return reason === null;
}

/** Makes the call for which the user went to Better Auth. */
async function goOn() {
  try {
    const back = await comeBack();
    if (!back) return;
    choosePartner();
    acceptGrant(back.grant);
    repeatCall(back.call);
  } catch (error) {
    choosePartner();
    showCall("Partner app");
    showFailure("Not allowed", error.message);
  }
}

function choosePartner() {
  $("credentials").querySelector("[value=partner]").checked = true;
}

function listUsers(users) {
  for (const { name, email, password, roles } of users) {
    const button = element("button", name);
    button.type = "button";
    button.value = email;
    button.append(Object.assign(element("span", roles), { className: "hint" }));
    button.addEventListener("click", () => account([button], "/sign-in/email", { email, password }));
    $("users").append(button);
  }
  $("demo").hidden = users.length === 0;
}

for (const [id, path] of [
  ["sign-in", "/sign-in/email"],
  ["sign-up", "/sign-up/email"],
]) {
  $(id).addEventListener("submit", (event) => {
    event.preventDefault();
    account([event.target.querySelector("button")], path, filledIn(event.target));
  });
}
$("sign-out").addEventListener("click", () => account([$("sign-out")], "/sign-out", {}));

listCredentials();
listCalls($("call-list"));
if (navigator.clipboard) {
  $("copy").hidden = false;
  $("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText($("script").textContent).then(
      () => ($("copy").textContent = "Copied"),
      () => ($("copy").textContent = "Not copied"),
    );
    setTimeout(() => ($("copy").textContent = "Copy"), 2000);
  });
}
try {
  await connect();
  listUsers(await ofDemo("users"));
  await showState();
  if (await offerClients()) await goOn();
} catch {
  $("state").textContent = "Better Auth cannot be reached from this page. Is this page's origin among its trusted origins?";
  $("signed-out").hidden = false;
}
