import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { admin, bearer, jwt, organization } from "better-auth/plugins";
import { createAccessControl } from "better-auth/plugins/access";
import { adminAc, defaultStatements, userAc } from "better-auth/plugins/admin/access";
import { oauthPlugins } from "./oauth.mjs";
import { sessionEvents } from "./events.mjs";
import { moreFields } from "./fields.mjs";
import { tableNames } from "./names.mjs";

/** Builds Better Auth with every plugin that the WAR understands. */
export function createAuth(settings, database, secondaryStorage) {
  const accessControl = createAccessControl(defaultStatements);
  const names = tableNames(settings.snakeCase);
  const more = settings.moreFields ? moreFields(names) : { user: {}, session: {} };
  return betterAuth({
    appName: "Better Auth for Jakarta EE",
    baseURL: settings.url,
    secret: settings.secret,
    database,
    ...(secondaryStorage ? { secondaryStorage } : {}),
    trustedOrigins: settings.trustedOrigins,
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: settings.rateLimit },
    advanced: { database: settings.idForm === "text" ? {} : { generateId: settings.idForm } },
    databaseHooks: settings.events.secret ? sessionEvents(settings.events.urls, settings.events.secret) : {},
    account: names.account,
    verification: names.verification,
    ...(settings.session.preserve ? { secondaryStorage: storageInMemory() } : {}),
    session: {
      ...names.session,
      storeSessionInDatabase: settings.session.preserve,
      preserveSessionInDatabase: settings.session.preserve,
      additionalFields: more.session,
      expiresIn: settings.session.lifetimeSeconds,
      updateAge: settings.session.updateAgeSeconds,
      cookieCache: cookieCache(settings.session),
    },
    user: {
      ...names.user,
      additionalFields: {
        ...more.user,
        softwareBackground: { type: "string", required: false, ...names.field("softwareBackground") },
        hardwareBackground: { type: "string", required: false, ...names.field("hardwareBackground") },
        interestArea: { type: "string", required: false, ...names.field("interestArea") },
        ...(settings.planField ? { plan: { type: "string", required: false, input: false } } : {}),
        ...(settings.hiddenField ? { hidden: { type: "string", required: false, returned: false } } : {}),
        ...(settings.typedFields
          ? {
              born: { type: "date", required: false },
              seats: { type: "number", required: false },
              newsletter: { type: "boolean", required: false },
              tags: { type: "string[]", required: false },
              note: { type: "string", required: false },
            }
          : {}),
        ...(settings.groupsField ? { groups: { type: "string", required: false } } : {}),
      },
    },
    plugins: [
      jwt({
        sessionCookieCache: settings.session.cookieCache === "jwks",
        jwks: {
          keyPairConfig: { alg: settings.jwt.algorithm },
          rotationInterval: settings.jwt.rotationSeconds,
          gracePeriod: settings.jwt.graceSeconds,
          disablePrivateKeyEncryption: settings.sqlEndpoint,
        },
        jwt: {
          expirationTime: settings.jwt.lifetime,
          ...(settings.jwt.payload === "mp-jwt" ? { definePayload: microProfilePayload } : {}),
        },
      }),
      bearer(),
      admin({
        ...names.admin,
        ac: accessControl,
        roles: {
          admin: adminAc,
          user: userAc,
          editor: accessControl.newRole({ user: [], session: [] }),
        },
      }),
      organization(names.organization),
      apiKey({
        enableSessionForAPIKeys: true,
        ...(settings.apiKeyUses === undefined
          ? {}
          : { rateLimit: { enabled: true, timeWindow: 24 * 3600 * 1000, maxRequests: settings.apiKeyUses } }),
      }),
      ...oauthPlugins(settings),
    ],
  });
}

/** A secondary storage that forgets with the program. */
function storageInMemory() {
  const values = new Map();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    delete: (key) => void values.delete(key),
  };
}

function cookieCache({ cookieCache: form, cookieCacheSeconds }) {
  if (form === "off") return { enabled: false };
  return { enabled: true, maxAge: cookieCacheSeconds, strategy: form === "jwks" ? "jwt" : form };
}

/** The claims that MicroProfile JWT asks for (MP-JWT 2.1, section 4). */
function microProfilePayload({ user, session }) {
  return {
    jti: crypto.randomUUID(),
    upn: user.email,
    email: user.email,
    name: user.name,
    groups: (user.role ?? "user").split(","),
    softwareBackground: user.softwareBackground,
    hardwareBackground: user.hardwareBackground,
    interestArea: user.interestArea,
    sid: session.id,
  };
}
