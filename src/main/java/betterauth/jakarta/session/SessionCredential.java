package betterauth.jakarta.session;

import betterauth.jakarta.cache.CredentialHash;
import org.jspecify.annotations.Nullable;

/** What can be shown to Better Auth to be told a session. */
public sealed interface SessionCredential {

    /** What stands for the credential in caches: no two credentials share it. */
    default CredentialHash hash() {
        return CredentialHash.of(getClass().getSimpleName() + '\n' + spelling());
    }

    /** The whole credential, written in one way only. */
    String spelling();

    /** What Better Auth says in {@code session.token} of the session that the credential names. */
    String sessionToken();

    /** A session token from the {@code Authorization} header, raw or signed. */
    record BearerSession(SessionToken token) implements SessionCredential {

        @Override
        public String spelling() {
            return token.spelling();
        }

        @Override
        public String sessionToken() {
            return token.value();
        }
    }

    /**
     * A session cookie.
     *
     * @param name the cookie's whole name
     * @param data the value of the {@code session_data} cookie beside it, put together; null
     *     without one
     */
    record SessionCookie(String name, SessionToken token, @Nullable String data)
            implements SessionCredential {

        @Override
        public String spelling() {
            return name + '\n' + token.spelling();
        }

        @Override
        public String sessionToken() {
            return token.value();
        }

        @Override
        public String toString() {
            return "SessionCookie[redacted]";
        }
    }

    /** An API key. */
    record ApiKey(String key) implements SessionCredential {

        @Override
        public String spelling() {
            return key;
        }

        @Override
        public String sessionToken() {
            return key;
        }

        @Override
        public String toString() {
            return "ApiKey[redacted]";
        }
    }
}
