package betterauth.jakarta.credential;

import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.spi.SessionQuery;
import org.jspecify.annotations.Nullable;

/** What names a session: a cookie, a session token or an API key. */
public sealed interface SessionCredential {

    /** What stands for the credential in caches: no two credentials share it. */
    default CredentialHash hash() {
        return CredentialHash.of(getClass().getSimpleName() + '\n' + canonical());
    }

    /** The same of the credential with all that goes to a Better Auth without a database. */
    default CredentialHash wholeHash() {
        return hash();
    }

    /** The whole credential, in its canonical encoding. */
    String canonical();

    /** The question to the session source. */
    SessionQuery query(String callerAddress);

    /** What Better Auth says in {@code session.token} of the session that the credential names. */
    String sessionToken();

    /** A session token from the {@code Authorization} header, raw or signed. */
    record BearerSession(SessionToken token) implements SessionCredential {

        @Override
        public String canonical() {
            return token.canonical();
        }

        @Override
        public String sessionToken() {
            return token.value();
        }

        @Override
        public SessionQuery query(String callerAddress) {
            return new SessionQuery(
                    SessionQuery.Kind.BEARER,
                    token.value(),
                    token.signature(),
                    null,
                    null,
                    callerAddress);
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
        public String canonical() {
            return name + '\n' + token.canonical();
        }

        @Override
        public CredentialHash wholeHash() {
            return data == null ? hash() : CredentialHash.of(canonical() + "\n\n" + data);
        }

        @Override
        public String sessionToken() {
            return token.value();
        }

        @Override
        public SessionQuery query(String callerAddress) {
            return new SessionQuery(
                    SessionQuery.Kind.COOKIE,
                    token.value(),
                    token.signature(),
                    name,
                    data,
                    callerAddress);
        }

        @Override
        public String toString() {
            return "SessionCookie[redacted]";
        }
    }

    /** An API key. */
    record ApiKey(String key) implements SessionCredential {

        @Override
        public String canonical() {
            return key;
        }

        @Override
        public String sessionToken() {
            return key;
        }

        @Override
        public SessionQuery query(String callerAddress) {
            return new SessionQuery(
                    SessionQuery.Kind.API_KEY, key, null, null, null, callerAddress);
        }

        @Override
        public String toString() {
            return "ApiKey[redacted]";
        }
    }
}
