package betterauth.jakarta.testkit;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes ids, session tokens and API keys in the forms that Better Auth gives them. */
final class RandomText {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** The id of a row, or a session token: 32 letters and digits. */
    static String id() {
        return of(LETTERS + DIGITS, 32);
    }

    /** An API key: 64 letters. */
    static String apiKey() {
        return of(LETTERS, 64);
    }

    private static String of(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
    }
}
