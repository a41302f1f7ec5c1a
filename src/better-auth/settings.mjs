/** Reads the program's settings from the environment; a wrong value ends the program with one line. */
export function readSettings(env) {
  const port = number(env, "PORT", 3000);
  return {
    port,
    url: env.BETTER_AUTH_URL ?? `http://localhost:${port}`,
    secret: required(env, "BETTER_AUTH_SECRET"),
    databaseFile: env.DATABASE_FILE ?? ":memory:",
    databaseUrl: env.DATABASE_URL,
    idForm: oneOf(env, "ID_FORM", ["text", "serial", "uuid"]),
    snakeCase: flag(env, "SNAKE_CASE", false),
    moreFields: flag(env, "MORE_FIELDS", false),
    trustedOrigins: list(env.TRUSTED_ORIGINS),
    seedUsers: flag(env, "SEED_USERS", false),
    sqlEndpoint: flag(env, "SQL_ENDPOINT", false),
    endWithStdin: flag(env, "END_WITH_STDIN", false),
    jwt: {
      algorithm: oneOf(env, "JWT_ALGORITHM", ["EdDSA", "ES256", "ES512", "PS256", "RS256"]),
      payload: oneOf(env, "JWT_PAYLOAD", ["user", "mp-jwt"]),
      lifetime: env.JWT_LIFETIME ?? "15m",
      rotationSeconds: number(env, "JWKS_ROTATION_SECONDS", undefined),
      graceSeconds: number(env, "JWKS_GRACE_SECONDS", undefined),
    },
    session: {
      lifetimeSeconds: number(env, "SESSION_LIFETIME_SECONDS", 7 * 24 * 3600),
      updateAgeSeconds: number(env, "SESSION_UPDATE_AGE_SECONDS", 24 * 3600),
      cookieCache: oneOf(env, "COOKIE_CACHE", ["off", "compact", "jwt", "jwe", "jwks"]),
      preserve: flag(env, "PRESERVE_SESSIONS", false),
      cookieCacheSeconds: number(env, "COOKIE_CACHE_SECONDS", 300),
    },
    oauth: {
      // Its tokens belong to sessions in the database.
      enabled: flag(env, "OAUTH", !env.REDIS_URL),
      resources: list(env.OAUTH_RESOURCES ?? "https://orders.example.com,https://invoices.example.com"),
      redirects: list(env.OAUTH_REDIRECTS ?? "https://partner.example.com/callback"),
      opaque: flag(env, "OAUTH_OPAQUE", false),
      opaquePrefix: env.OAUTH_OPAQUE_PREFIX,
      lifetimeSeconds: number(env, "OAUTH_LIFETIME_SECONDS", 3600),
      registration: flag(env, "OAUTH_REGISTRATION", false),
    },
    events: { urls: list(env.EVENTS_URLS), secret: env.EVENTS_SECRET },
    planField: flag(env, "PLAN_FIELD", false),
    groupsField: flag(env, "GROUPS_FIELD", false),
    hiddenField: flag(env, "HIDDEN_FIELD", false),
    typedFields: flag(env, "TYPED_FIELDS", false),
    redisUrl: env.REDIS_URL,
    rateLimit: flag(env, "RATE_LIMIT", false),
    apiKeyUses: number(env, "API_KEY_USES_PER_DAY", undefined),
  };
}

function required(env, name) {
  return env[name] || fail(`${name} must be set`);
}

function number(env, name, otherwise) {
  if (env[name] === undefined) return otherwise;
  return /^\d+$/.test(env[name]) ? Number(env[name]) : fail(`${name} must be a whole number: ${env[name]}`);
}

function flag(env, name, otherwise) {
  if (env[name] === undefined) return otherwise;
  return ["true", "false"].includes(env[name])
    ? env[name] === "true"
    : fail(`${name} must be true or false: ${env[name]}`);
}

/** The first of the allowed values is the default. */
function oneOf(env, name, allowed) {
  const value = env[name] ?? allowed[0];
  return allowed.includes(value) ? value : fail(`${name} must be one of ${allowed.join(", ")}: ${value}`);
}

function list(value) {
  return (value ?? "").split(",").map((part) => part.trim()).filter(Boolean);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
