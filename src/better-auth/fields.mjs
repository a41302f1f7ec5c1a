/** Additional fields of each type that Better Auth has, and one that it does not return. */
export function moreFields({ field }) {
  const optional = (name, type, more = {}) => ({ [name]: { type, required: false, ...field(name), ...more } });
  return {
    user: {
      ...optional("loginCount", "number"),
      ...optional("storageBytes", "number", { bigint: true }),
      ...optional("wantsNews", "boolean"),
      ...optional("dateOfBirth", "date"),
      ...optional("favouriteTags", "string[]"),
      ...optional("pagePreferences", "json"),
      ...optional("secretNote", "string", { returned: false }),
    },
    session: {
      ...optional("deviceName", "string"),
      ...optional("isTrusted", "boolean"),
    },
  };
}
