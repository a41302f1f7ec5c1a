import { createServer } from "node:http";
import { toNodeHandler } from "better-auth/node";
import { getMigrations } from "better-auth/db/migration";
import { createAuth } from "./auth.mjs";
import { openDatabase } from "./database.mjs";
import { demoClients, seedClients } from "./oauth.mjs";
import { oauthPage } from "./pages.mjs";
import { openPool } from "./pools.mjs";
import { readSettings } from "./settings.mjs";
import { openStorage } from "./storage.mjs";
import { demoUsers, seedUsers } from "./users.mjs";

const settings = readSettings(process.env);
const database = settings.databaseUrl ? await openPool(settings.databaseUrl) : openDatabase(settings.databaseFile);
const auth = createAuth(settings, database, openStorage(settings.redisUrl));

await (await getMigrations(auth.options)).runMigrations();
if (settings.seedUsers) {
  await seedUsers(auth);
  await seedClients(auth, settings);
}

const authHandler = toNodeHandler(auth);
const server = createServer((request, response) => {
  if (allowOrigin(request, response)) return;
  if (settings.sqlEndpoint && request.url === "/sql" && request.method === "POST") {
    runSql(request, response);
    return;
  }
  if (settings.seedUsers && request.url === "/api/auth/demo-users") {
    response.writeHead(200, { "content-type": "application/json" }).end(demoUsers);
    return;
  }
  if (settings.seedUsers && settings.oauth.enabled && request.url === "/api/auth/demo-clients") {
    response.writeHead(200, { "content-type": "application/json" }).end(demoClients);
    return;
  }
  if (oauthPage(request, response)) return;
  authHandler(request, response);
});
server.on("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `Port ${settings.port} is in use` : error.message);
  process.exit(3);
});
server.listen(settings.port, "127.0.0.1", () => console.log(`Better Auth listens on ${settings.url}`));

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
if (settings.endWithStdin) process.stdin.resume().on("end", () => process.exit(0));

/** Better Auth answers no CORS of its own. Returns true when the request was a preflight, now answered. */
function allowOrigin(request, response) {
  const { origin } = request.headers;
  response.setHeader("Vary", "Origin");
  if (settings.trustedOrigins.includes(origin)) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Expose-Headers", "set-auth-token, set-auth-jwt, x-retry-after");
  }
  if (request.method !== "OPTIONS" || !request.headers["access-control-request-method"]) return false;
  response.setHeader("Access-Control-Allow-Methods", "GET, POST");
  response.setHeader("Access-Control-Allow-Headers", "authorization, content-type, x-api-key");
  response.setHeader("Access-Control-Max-Age", "600");
  response.writeHead(204).end();
  return true;
}

/** Lets an integration test age, ban and remove what Better Auth stores, which no API of it can. */
async function runSql(request, response) {
  let body = "";
  for await (const chunk of request) body += chunk;
  try {
    const { sql, values } = JSON.parse(body);
    const statement = database.prepare(sql);
    const rows = statement.reader ? statement.all(values ?? []) : [statement.run(values ?? [])];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows));
  } catch (error) {
    response.writeHead(400, { "content-type": "text/plain" }).end(String(error.message));
  }
}
