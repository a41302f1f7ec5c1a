/** Opens a pool of connections to the database of a URL: PostgreSQL's, or MySQL's and MariaDB's. */
export async function openPool(url) {
  if (url.startsWith("postgres:")) {
    const { default: pg } = await import("pg");
    const pool = new pg.Pool({ connectionString: url });
    // A database that is stopped ends idle connections, which would end the program, too.
    pool.on("error", () => {});
    return pool;
  }
  const { createPool } = await import("mysql2/promise");
  return createPool({ uri: url, timezone: "Z" });
}
