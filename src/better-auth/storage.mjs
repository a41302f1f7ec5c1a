import { redisStorage } from "@better-auth/redis-storage";
import { Redis } from "ioredis";

/** Opens Better Auth's secondary storage in Redis; undefined without a URL. */
export function openStorage(url) {
  if (!url) return undefined;
  const client = new Redis(url);
  client.on("error", (error) => console.error(`Redis: ${error.message}`));
  return redisStorage({ client });
}
