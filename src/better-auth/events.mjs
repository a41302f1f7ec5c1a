import { createHmac, randomUUID } from "node:crypto";

/** Tells applications at once whose sessions or fields have changed: Better Auth's databaseHooks. */
export function sessionEvents(urls, secret) {
  const send = async (event) => {
    const [id, timestamp, body] = [randomUUID(), Math.floor(Date.now() / 1000), JSON.stringify(event)];
    const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
    const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
    const post = (url) => fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(2000) });
    await Promise.allSettled(urls.map(post));
  };
  const session = { update: { after: ({ id }) => send({ session: id }) }, delete: { after: ({ id }) => send({ ended: id }) } };
  const user = {
    update: { after: ({ id, banned }) => send(banned ? { revoked: id } : { user: id }) },
    delete: { after: ({ id }) => send({ revoked: id }) },
  };
  return { session, user };
}
