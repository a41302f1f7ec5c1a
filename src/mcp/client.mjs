import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

/**
 * Calls the tools of an MCP server by the official SDK, which finds the authorization server, registers and asks
 * for tokens by itself. What a user does in a browser is done here by their session. Prints what happened as JSON.
 */
const { MCP_URL, SESSION_TOKEN, TOOLS } = process.env;

const seen = { requests: [], authorizations: [], results: {} };

/** What the SDK has its applications store, and where it sends a browser. */
const provider = {
  redirectUrl: "https://agent.example.com/callback",
  clientMetadata: {
    client_name: "An agent",
    redirect_uris: ["https://agent.example.com/callback"],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  },
  state: () => (provider.stateValue = crypto.randomUUID()),
  clientInformation: () => provider.client,
  saveClientInformation: (client) => void (provider.client = client),
  tokens: () => provider.saved,
  saveTokens: (tokens) => void (provider.saved = tokens),
  codeVerifier: () => provider.verifier,
  saveCodeVerifier: (verifier) => void (provider.verifier = verifier),
  redirectToAuthorization: (url) => void (provider.authorizationUrl = url),
};

const client = new Client({ name: "agent", version: "1.0.0" });
let transport = newTransport();
await client.connect(transport).catch(async (error) => {
  await authorize(error);
  transport = newTransport();
  await client.connect(transport);
});

for (const name of TOOLS.split(",")) {
  const call = () => client.callTool({ name, arguments: {} });
  const result = await call().catch(async (error) => {
    await authorize(error);
    return call();
  });
  seen.results[name] = result.content[0].text;
}
await client.close();
seen.clientId = provider.client.client_id;
seen.grantedScope = provider.saved.scope;
console.log(JSON.stringify(seen));
process.exit(0);

function newTransport() {
  return new StreamableHTTPClientTransport(new URL(MCP_URL), { authProvider: provider, fetch: noted });
}

/** Passes a request on and notes it. */
async function noted(url, init) {
  const response = await fetch(url, init);
  seen.requests.push(`${init?.method ?? "GET"} ${new URL(url).pathname} ${response.status}`);
  return response;
}

/** Signs in by the user's session, consents and hands the code to the SDK. Throws what is no matter of consent. */
async function authorize(error) {
  if (!(error instanceof UnauthorizedError)) throw error;
  const url = provider.authorizationUrl;
  const { scope, resource, client_id } = Object.fromEntries(url.searchParams);
  seen.authorizations.push({ scope, resource, client_id });
  const headers = { authorization: `Bearer ${SESSION_TOKEN}` };
  let next = await redirectOf(await fetch(url, { headers, redirect: "manual" }), url);
  if (next.pathname === "/consent") {
    const consent = await fetch(new URL("/api/auth/oauth2/consent", url), {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ accept: true, oauth_query: next.search.slice(1) }),
      redirect: "manual",
    });
    next = await redirectOf(consent, url);
  }
  const { code, state } = Object.fromEntries(next.searchParams);
  if (!code || state !== provider.stateValue) throw new Error(`No code: ${next}`);
  await transport.finishAuth(code);
}

/** Better Auth answers a script with JSON where it would redirect a browser. */
async function redirectOf(response, base) {
  const location = response.headers.get("location") ?? (await response.json()).url;
  if (!location) throw new Error(`Better Auth answered with status ${response.status}`);
  return new URL(location, base);
}
