import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { betterAuth } from "better-auth";
import { toNodeHandler } from "better-auth/node";
import { admin, bearer, jwt } from "better-auth/plugins";
import { CONFIGURATIONS } from "./configurations.mjs";
import { openDatabase } from "./database.mjs";

const PORT = Number(process.env.PORT);
const USERS = { ada: "Ada Lovelace", grace: "Grace Hopper" };

const made = await CONFIGURATIONS[process.env.CONFIGURATION]({
  secret: process.env.BETTER_AUTH_SECRET,
  url: process.env.BETTER_AUTH_URL,
});
const auth = betterAuth({
  baseURL: process.env.BETTER_AUTH_URL,
  secret: process.env.BETTER_AUTH_SECRET,
  database: openDatabase(process.env.DATABASE_FILE),
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  ...made.options,
  plugins: [jwt(made.jwt), bearer(made.bearer), admin(), ...(made.plugins ?? [])],
});
const { internalAdapter } = await auth.$context;

if (typeof auth.options.database?.prepare === "function") {
  // Its place differs by release.
  const { getMigrations } = await import("better-auth/db/migration").catch(() => import("better-auth/db"));
  await (await getMigrations(auth.options)).runMigrations();
}
for (const [name, fullName] of Object.entries(USERS)) {
  const email = `${name}@example.com`;
  if (await internalAdapter.findUserByEmail(email)) continue;
  await auth.api.signUpEmail({
    body: { name: fullName, email, password: "demo-password-1", ...(made.user ?? {}) },
    headers: new Headers({ host: `localhost:${PORT}` }),
  });
}
await change("grace", { role: "admin" });

const handler = toNodeHandler(auth);
createServer((request, response) => {
  if (request.url.startsWith("/test/")) changeUser(request, response);
  else handler(request, response);
}).listen(PORT, "127.0.0.1");
if (process.env.TLS_STORE) {
  const identity = { pfx: readFileSync(process.env.TLS_STORE), passphrase: process.env.TLS_PASSWORD };
  createTlsServer(identity, handler).listen(Number(process.env.TLS_PORT), "127.0.0.1");
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
process.stdin.resume().on("end", () => process.exit(0));

/** What no API of Better Auth does: `/test/ban` writes a ban into the database and leaves the sessions. */
async function changeUser(request, response) {
  await change("ada", { banned: request.url === "/test/ban" });
  response.writeHead(204).end();
}

async function change(name, fields) {
  const { user } = await internalAdapter.findUserByEmail(`${name}@example.com`);
  await internalAdapter.updateUser(user.id, fields);
}
