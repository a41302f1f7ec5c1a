import { memoryAdapter } from "better-auth/adapters/memory";
import { anonymous, customSession, multiSession, organization } from "better-auth/plugins";

const OLDER_SECRET = "an-older-secret-0123456789abcdef012345";
const SILENT = { oauthAuthServerConfig: true, openidConfig: true };

/**
 * What users configure, by name: options on top of those of `server.mjs`, options of its plugins, more plugins,
 * and fields of its users.
 */
export const CONFIGURATIONS = {
  default: () => ({}),

  es256: () => algorithm("ES256"),
  es512: () => algorithm("ES512"),
  ps256: () => algorithm("PS256"),
  rs256: () => algorithm("RS256"),
  hs256: async ({ secret }) => {
    const { SignJWT } = await import("jose");
    const key = new TextEncoder().encode(secret);
    return {
      jwt: {
        jwks: { remoteUrl: "https://keys.example.com/jwks", keyPairConfig: { alg: "HS256" } },
        jwt: { sign: (payload) => new SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(key) },
      },
    };
  },
  "jwt-payload": () => ({
    jwt: { jwt: { definePayload: ({ user }) => ({ email: user.email, role: user.role }) } },
  }),
  "jwt-rotation": () => ({ jwt: { jwks: { rotationInterval: 1 } } }),
  "jwt-issuer": () => ({ jwt: { jwt: { issuer: "https://id.example.com", audience: ["orders", "invoices"] } } }),
  "jwks-path": () => ({ jwt: { jwks: { jwksPath: "/.well-known/jwks.json" } } }),
  "oauth-provider": async ({ url }) => {
    const { oauthProvider } = await import("@better-auth/oauth-provider");
    return {
      jwt: { jwt: { issuer: `${url}/api/auth` } },
      plugins: [oauthProvider({ loginPage: "/sign-in", consentPage: "/consent", silenceWarnings: SILENT })],
    };
  },

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
  organization: () => ({ plugins: [organization()] }),
  "multi-session": () => ({ plugins: [multiSession()] }),
  anonymous: () => ({ plugins: [anonymous()] }),
  "api-key": async () => {
    const { apiKey } = await import("@better-auth/api-key").catch(() => import("better-auth/plugins"));
    return { plugins: [apiKey({ enableSessionForAPIKeys: true })] };
  },
  "require-signature": () => ({ bearer: { requireSignature: true } }),
  "rate-limit": () => ({
    options: { rateLimit: { enabled: true, customRules: { "/get-session": { window: 60, max: 20 } } } },
  }),
  "defer-refresh": () => ({ options: { session: { deferSessionRefresh: true } } }),

  "cookie-prefix": () => ({ options: { advanced: { cookiePrefix: "my-app" } } }),
  "cookie-name": () => ({ options: { advanced: { cookies: { session_token: { name: "sid" } } } } }),
  "cross-subdomain": () => ({
    options: { advanced: { crossSubDomainCookies: { enabled: true, domain: "example.com" } } },
  }),
  https: () => ({}),
  "https-proxy": () => ({}),
  "base-path": () => ({ options: { basePath: "/auth" } }),
  "root-path": () => ({ options: { basePath: "/" } }),
  "dynamic-url": () => ({ options: { baseURL: { allowedHosts: ["localhost:*"], protocol: "http" } } }),

  "cache-compact": () => cookieCache({}),
  "cache-jwt": () => cookieCache({ strategy: "jwt" }),
  "cache-jwe": () => cookieCache({ strategy: "jwe" }),
  "cache-jwks": () => ({ ...cookieCache({ strategy: "jwt" }), jwt: { sessionCookieCache: true } }),
  "cache-version": () => cookieCache({ version: "7" }),
  "cache-chunks": () => ({ ...cookieCache({}), user: { image: `data:image/png;base64,${"A".repeat(4000)}` } }),
  stateless: () => ({
    options: {
      database: undefined,
      session: { cookieCache: { enabled: true, maxAge: 3600, strategy: "jwe", refreshCache: true } },
    },
  }),

  memory: () => ({ options: { database: memoryAdapter({ user: [], session: [], account: [], verification: [], jwks: [] }) } }),
  "secondary-storage": () => ({ options: { secondaryStorage: storage() } }),
  "storage-and-database": () => ({
    options: { secondaryStorage: storage(), session: { storeSessionInDatabase: true } },
  }),
  "serial-ids": () => ({ options: { advanced: { database: { generateId: "serial" } } } }),
  "uuid-ids": () => ({ options: { advanced: { database: { generateId: "uuid" } } } }),
  secrets: ({ secret }) => ({
    options: {
      secret: OLDER_SECRET,
      secrets: [
        { version: 2, value: secret },
        { version: 1, value: OLDER_SECRET },
      ],
    },
  }),
};

function algorithm(alg) {
  return { jwt: { jwks: { keyPairConfig: { alg } } } };
}

function cookieCache(more) {
  return { options: { session: { cookieCache: { enabled: true, maxAge: 300, ...more } } } };
}

/** A secondary storage as users write it for Redis. */
function storage() {
  const entries = new Map();
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    delete: (key) => void entries.delete(key),
  };
}
