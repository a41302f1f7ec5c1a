package betterauth.jakarta.session.redis;

import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of Better Auth's secondary storage, after their prefix (release 1.7). */
final class StorageKeys {

    /** Before the id of a user, whose sessions from before then are revoked. */
    private static final String REVOKED_BEFORE = "revoked-sessions-before-";

    /** As Better Auth makes session tokens. Other keys are of its other features. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{32}");

    private StorageKeys() {}

    /** On which nodes tell one another what to evict; no key of Better Auth's. */
    static String channel(String prefix) {
        return prefix + "jakarta-evictions";
    }

    static String session(String prefix, String token) {
        return prefix + token;
    }

    static String revocation(String prefix, String userId) {
        return prefix + REVOKED_BEFORE + userId;
    }

    /**
     * The session token or the id of a user that a key is of; empty for a key of anything else, of
     * which Better Auth writes some with each request.
     */
    static Optional<String> nameOf(String prefix, String key) {
        if (!key.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = key.substring(prefix.length());
        if (rest.startsWith(REVOKED_BEFORE)) {
            return Optional.of(rest.substring(REVOKED_BEFORE.length()));
        }
        return TOKEN.matcher(rest).matches() ? Optional.of(rest) : Optional.empty();
    }
}
