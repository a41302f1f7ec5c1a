const CORE = {
  user: ["emailVerified", "createdAt", "updatedAt"],
  session: ["userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent"],
  account: [
    "accountId",
    "providerId",
    "userId",
    "accessToken",
    "refreshToken",
    "idToken",
    "accessTokenExpiresAt",
    "refreshTokenExpiresAt",
    "createdAt",
    "updatedAt",
  ],
  verification: ["expiresAt", "createdAt", "updatedAt"],
};

const ADMIN = { user: ["banReason", "banExpires"], session: ["impersonatedBy"] };
const ORGANIZATION = { session: ["activeOrganizationId"] };

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columns = (names = []) => Object.fromEntries(names.map((name) => [name, snake(name)]));

/** Tables in the plural and columns with underscores, as many have them; nothing for Better Auth's own. */
export function tableNames(isSnake) {
  const core = (model) => (isSnake ? { modelName: `${model}s`, fields: columns(CORE[model]) } : {});
  const plugin = (fields) =>
    isSnake
      ? {
          schema: Object.fromEntries(
            Object.entries(fields).map(([model, names]) => [model, { fields: columns(names) }]),
          ),
        }
      : {};
  return {
    user: core("user"),
    session: core("session"),
    account: core("account"),
    verification: core("verification"),
    admin: plugin(ADMIN),
    organization: plugin(ORGANIZATION),
    field: (name) => (isSnake ? { fieldName: snake(name) } : {}),
  };
}
