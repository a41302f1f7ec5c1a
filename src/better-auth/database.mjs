import sqlite from "node-sqlite3-wasm";

const RETURNS_ROWS = /^\s*(select|with|pragma)\b|\breturning\b/i;

/**
 * Opens SQLite compiled to WebAssembly behind the calls of better-sqlite3, the shape that Better Auth's
 * SQLite adapter detects. Nothing native has to be built.
 */
export function openDatabase(file) {
  const database = new sqlite.Database(file);
  const bindable = (values) =>
    values.flat().map((value) => (value instanceof Date ? value.toISOString() : value));

  return {
    aggregate() {
      throw new Error("SQL aggregate functions cannot be defined here");
    },
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
    prepare: (sql) => ({
      reader: RETURNS_ROWS.test(sql),
      all: (...values) => database.all(sql, bindable(values)),
      get: (...values) => database.get(sql, bindable(values)) ?? undefined,
      run: (...values) => database.run(sql, bindable(values)),
      iterate: (...values) => database.all(sql, bindable(values)).values(),
    }),
  };
}
