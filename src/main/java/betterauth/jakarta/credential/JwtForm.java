package betterauth.jakarta.credential;

import betterauth.jakarta.jose.JoseHeader;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Tells a JSON Web Token, well-formed or not, from a session token: three parts (JWS) or five
 * (JWE), the first a JSON object with {@code alg}. Tokens share a few headers, so that each is
 * parsed once. Safe for use by many threads.
 */
final class JwtForm {

    private static final int MAXIMUM_SESSION_TOKEN = 8 * 1024;
    private static final int MAXIMUM_CACHED_HEADER = 512;
    private static final int MAXIMUM_HEADERS = 256;

    private final Cache<String, Boolean> headers =
            Caffeine.newBuilder().maximumSize(MAXIMUM_HEADERS).executor(Runnable::run).build();

    /** Whether the credential has the form of a JSON Web Token, or is longer than 8 KiB. */
    boolean matches(String credential) {
        if (credential.length() > MAXIMUM_SESSION_TOKEN) {
            return true;
        }
        int dots = dots(credential);
        return (dots == 2 || dots == 4)
                && isHeader(credential.substring(0, credential.indexOf('.')));
    }

    private static int dots(String credential) {
        int dots = 0;
        int next = credential.indexOf('.');
        while (next >= 0) {
            dots++;
            next = credential.indexOf('.', next + 1);
        }
        return dots;
    }

    private boolean isHeader(String part) {
        return part.length() > MAXIMUM_CACHED_HEADER
                ? JoseHeader.parse(part).isPresent()
                : headers.get(part, unseen -> JoseHeader.parse(unseen).isPresent());
    }
}
