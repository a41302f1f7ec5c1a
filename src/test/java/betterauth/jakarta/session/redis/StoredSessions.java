package betterauth.jakarta.session.redis;

import betterauth.jakarta.run.RedisProcess;

/** Writes to Redis as Better Auth does. */
final class StoredSessions {

    static final String TOKEN = "abcdefghijklmnopqrstuvwxyz012345";
    static final String PREFIX = "better-auth:";
    static final String CREATED = "2026-11-22T10:00:00.500Z";
    static final long CREATED_MILLIS = 1795341600500L;

    private StoredSessions() {}

    static void write(RedisProcess redis) {
        write(redis, json("{\"id\":\"u1\",\"name\":\"Ada\",\"plan\":\"gold\",\"nickname\":null}"));
    }

    static void write(RedisProcess redis, String value) {
        redis.run("SET", PREFIX + TOKEN, value);
    }

    static void revokeBefore(RedisProcess redis, String millis) {
        redis.run("SET", PREFIX + "revoked-sessions-before-u1", millis);
    }

    static String json(String user) {
        return """
        {"session":{"expiresAt":"2099-01-01T00:00:00.000Z","token":"%s","createdAt":"%s",\
        "updatedAt":"%s","userId":"u1","id":"s1"},"user":%s}"""
                .formatted(TOKEN, CREATED, CREATED, user);
    }
}
