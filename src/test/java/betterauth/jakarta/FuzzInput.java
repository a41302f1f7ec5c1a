package betterauth.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What fuzz tests make of a fuzzer's bytes. */
public final class FuzzInput {

    private static final int LONGEST = 8 * 1024;

    private FuzzInput() {}

    /**
     * The bytes as a server reads a header, and the same with its middle third repeated until it is
     * as long as headers get: what takes more than linear time is seen there.
     */
    public static List<String> texts(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        int third = text.length() / 3;
        if (third == 0 || text.length() >= LONGEST) {
            return List.of(text);
        }
        String middle = text.substring(third, 2 * third);
        return List.of(
                text,
                text.substring(0, third)
                        + middle.repeat(Math.max(1, (LONGEST - text.length()) / third))
                        + text.substring(2 * third));
    }

    /** Those inputs of a fuzz test's corpus that are truly signed: their names say so. */
    public static Set<String> signed(Class<?> test, String method) {
        URL inputs = test.getResource(test.getSimpleName() + "Inputs/" + method);
        try (Stream<Path> files = Files.list(Path.of(inputs.toURI()))) {
            return files.filter(file -> file.getFileName().toString().startsWith("signed"))
                    .map(FuzzInput::read)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The HMAC-SHA256 of a text. */
    public static byte[] hmac(String key, String input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(input.getBytes(UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
