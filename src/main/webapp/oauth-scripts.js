/** How a partner app gets a token, by a redirect and back. */
export function partnerScript({ url, clientId, redirectUri, resource, issuer }, scope) {
  const client = `client_id: "${clientId}",\n  redirect_uri: "${redirectUri}",\n  resource: "${resource}",\n`;
  return `// Send the user to Better Auth, which asks for their consent.
const state = crypto.randomUUID();
const verifier = crypto.randomUUID() + crypto.randomUUID();
const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
const challenge = btoa(String.fromCharCode(...new Uint8Array(hash)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
sessionStorage.setItem("asked", JSON.stringify({ state, verifier }));
location.assign("${url}/oauth2/authorize?" + new URLSearchParams({
  response_type: "code",
  ${client}  scope: "${scope}",
  state,
  code_challenge: challenge,
  code_challenge_method: "S256",
}));

// Back at the redirect_uri, exchange the code for a token.
const query = new URLSearchParams(location.search);
const asked = JSON.parse(sessionStorage.getItem("asked"));
sessionStorage.removeItem("asked");
if (query.get("state") !== asked?.state || query.get("iss") !== "${issuer}") {
  throw new Error("Not asked for");
}
const { access_token: token } = await (await fetch("${url}/oauth2/token", {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "authorization_code",
    ${client.replaceAll("\n  ", "\n    ")}    code: query.get("code"),
    code_verifier: asked.verifier,
  }),
})).json();
`;
}

/** How a machine gets a token. */
export function machineScript({ url, resource }, scope) {
  return `// On a server: a client's secret never belongs in a front end.
const { CLIENT_ID, CLIENT_SECRET } = process.env;
const { access_token: token } = await (await fetch("${url}/oauth2/token", {
  method: "POST",
  headers: { Authorization: "Basic " + btoa(CLIENT_ID + ":" + CLIENT_SECRET) },
  body: new URLSearchParams({
    grant_type: "client_credentials",
    scope: "${scope}",
    resource: "${resource}",
  }),
})).json();
`;
}
