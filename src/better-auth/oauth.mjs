import { oauthDeviceAuthorization, oauthProvider } from "@better-auth/oauth-provider";
import { symmetricEncrypt } from "better-auth/crypto";
import { createHash } from "node:crypto";

const SCOPES = ["openid", "profile", "email", "offline_access", "orders:read", "orders:write"];

/**
 * The clients of the demo and of the tests. Better Auth lets a client ask about a token (RFC 7662) that it was
 * issued itself, or whose audience is a resource that it is linked to.
 */
const CLIENTS = [
  {
    clientId: "partner",
    name: "Partner app",
    tokenEndpointAuthMethod: "none",
    grantTypes: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
    scopes: SCOPES,
  },
  {
    clientId: "orders",
    secret: "orders-secret-0123456789abcdef01234567",
    name: "Orders API",
    tokenEndpointAuthMethod: "client_secret_basic",
    grantTypes: ["authorization_code", "refresh_token", "client_credentials"],
    scopes: SCOPES,
    clientCredentialsScopes: ["orders:read"],
    isResourceServer: true,
  },
  {
    clientId: "reports",
    secret: "reports-secret-0123456789abcdef0123456",
    name: "Nightly reports",
    tokenEndpointAuthMethod: "client_secret_basic",
    grantTypes: ["client_credentials"],
    scopes: ["orders:read", "orders:write"],
    clientCredentialsScopes: ["orders:read", "orders:write"],
  },
];

/** The clients that the demo's page plays. Never serve this where a client's secret is worth anything. */
export const demoClients = JSON.stringify(
  CLIENTS.filter(({ clientId }) => ["partner", "reports"].includes(clientId)).map(({ clientId, secret }) => ({
    id: clientId,
    secret,
  })),
);

/** What makes Better Auth an OAuth 2.1 provider. It does so beside the plugin `jwt` and with the same keys. */
export function oauthPlugins({ oauth }) {
  if (!oauth.enabled) return [];
  return [
    oauthProvider({
      loginPage: "/sign-in",
      consentPage: "/consent",
      scopes: SCOPES,
      resources: oauth.resources,
      disableJwtPlugin: oauth.opaque,
      accessTokenExpiresIn: oauth.lifetimeSeconds,
      m2mAccessTokenExpiresIn: oauth.lifetimeSeconds,
      prefix: { opaqueAccessToken: oauth.opaquePrefix },
      allowDynamicClientRegistration: oauth.registration,
      allowUnauthenticatedClientRegistration: oauth.registration,
      clientRegistrationDefaultResources: oauth.resources,
      silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
    }),
    oauthDeviceAuthorization({ interval: "1s", verificationUri: "/device" }),
  ];
}

/** Stores the resources and the clients; what is there already stays as it is. */
export async function seedClients(auth, { oauth }) {
  if (!oauth.enabled) return;
  const { adapter, secretConfig } = await auth.$context;
  const store = async (model, key, row) => {
    const where = key.map((field) => ({ field, value: row[field] }));
    if (!(await adapter.findOne({ model, where }))) await adapter.create({ model, data: row });
  };
  const now = new Date();
  for (const identifier of oauth.resources) {
    await store("oauthResource", ["identifier"], {
      identifier,
      name: identifier,
      disabled: false,
      dpopBoundAccessTokensRequired: false,
      policyVersion: 1,
      createdAt: now,
      updatedAt: now,
    });
  }
  for (const { secret, isResourceServer, ...client } of CLIENTS) {
    await store("oauthClient", ["clientId"], {
      ...client,
      ...(secret ? { clientSecret: await stored(secret) } : {}),
      applicationType: "web",
      redirectUris: oauth.redirects,
      responseTypes: client.grantTypes.includes("authorization_code") ? ["code"] : [],
      createdAt: now,
      updatedAt: now,
    });
    for (const resourceId of oauth.resources) {
      await store("oauthClientResource", ["clientId", "resourceId"], {
        clientId: client.clientId,
        resourceId,
        createdAt: now,
      });
    }
  }

  /** The plugin's own forms: encrypted where ID tokens are signed by the secret, hashed elsewhere. */
  async function stored(secret) {
    return oauth.opaque
      ? symmetricEncrypt({ key: secretConfig, data: secret })
      : createHash("sha256").update(secret).digest("base64url");
  }
}
