import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { toNodeHandler } from "better-auth/node";
import { admin, bearer, customSession, jwt, organization } from "better-auth/plugins";
import { openDatabase } from "./database.mjs";

const SECRET = process.env.BETTER_AUTH_SECRET;
const PORT = Number(process.env.PORT);

/** What users configure, by name: options on top of those below, and more plugins. */
const CONFIGURATIONS = {
  default: () => ({}),
  es256: () => algorithm("ES256"),
  es512: () => algorithm("ES512"),
  ps256: () => algorithm("PS256"),
  rs256: () => algorithm("RS256"),
  "jwt-payload": () => ({
    jwt: { jwt: { definePayload: ({ user }) => ({ email: user.email, role: user.role }) } },
  }),
  "jwt-rotation": () => ({ jwt: { jwks: { rotationInterval: 3600 } } }),
  "cookie-prefix": () => ({ options: { advanced: { cookiePrefix: "my-app" } } }),
  "cookie-name": () => ({ options: { advanced: { cookies: { session_token: { name: "sid" } } } } }),
  "base-path": () => ({ options: { basePath: "/auth" } }),
  "root-path": () => ({ options: { basePath: "/" } }),
  "cache-compact": () => cookieCache({}),
  "cache-jwt": () => cookieCache({ strategy: "jwt" }),
  "cache-jwe": () => cookieCache({ strategy: "jwe" }),
  "cache-version": () => cookieCache({ version: "7" }),
  "custom-fields": () => ({
    plugins: [customSession(async ({ user, session }) => ({ plan: "pro", user: { ...user, plan: "pro" }, session }))],
  }),
  "custom-no-token": () => ({
    plugins: [
      customSession(async ({ user, session }) => {
        const { token, ...rest } = session;
        return { user, session: rest };
      }),
    ],
  }),
  "custom-user-alone": () => ({ plugins: [customSession(async ({ user }) => ({ user }))] }),
  organization: () => ({ plugins: [organization()] }),
  "require-signature": () => ({ bearer: { requireSignature: true } }),
  "serial-ids": () => ({ options: { advanced: { database: { generateId: "serial" } } } }),
  "own-fields": () => ({
    options: {
      user: {
        additionalFields: {
          seats: { type: "number", required: false, defaultValue: 3 },
          tags: { type: "string[]", required: false },
          hidden: { type: "string", required: false, returned: false, defaultValue: "x" },
        },
      },
    },
  }),
  "rate-limit": () => ({ options: { rateLimit: { enabled: true } } }),
  stateless: () => ({
    options: {
      database: undefined,
      session: { cookieCache: { enabled: true, maxAge: 3600, strategy: "jwe", refreshCache: true } },
    },
  }),
  secrets: () => ({
    options: {
      secret: "an-older-secret-0123456789abcdef012345",
      secrets: [
        { version: 2, value: SECRET },
        { version: 1, value: "an-older-secret-0123456789abcdef012345" },
      ],
    },
  }),
};

const made = CONFIGURATIONS[process.env.CONFIGURATION]();
const auth = betterAuth({
  baseURL: `http://localhost:${PORT}`,
  secret: SECRET,
  database: openDatabase(process.env.DATABASE_FILE),
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  ...made.options,
  plugins: [jwt(made.jwt), bearer(made.bearer), admin(), ...(made.plugins ?? [])],
});

if (auth.options.database) {
  // Its place differs by release.
  const { getMigrations } = await import("better-auth/db/migration").catch(() => import("better-auth/db"));
  await (await getMigrations(auth.options)).runMigrations();
}
await auth.api
  .signUpEmail({ body: { name: "Ada Lovelace", email: "ada@example.com", password: "demo-password-1" } })
  .catch((error) => {
    if (!String(error).includes("exist")) throw error;
  });

createServer(toNodeHandler(auth)).listen(PORT, "127.0.0.1");
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
process.stdin.resume().on("end", () => process.exit(0));

function algorithm(alg) {
  return { jwt: { jwks: { keyPairConfig: { alg } } } };
}

function cookieCache(more) {
  return { options: { session: { cookieCache: { enabled: true, maxAge: 300, ...more } } } };
}
