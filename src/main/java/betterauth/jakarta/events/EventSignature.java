package betterauth.jakarta.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an event say (Standard Webhooks 1.0.0).
 *
 * @param id names the event, however often it is sent
 * @param sentAt when it was sent
 * @param signatures those of version 1, each an HMAC
 */
record EventSignature(String id, Instant sentAt, List<byte[]> signatures) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final Pattern SIGNATURES = Pattern.compile("v1,([A-Za-z0-9+/]{43}=)");
    private static final int LONGEST = 512;

    /** Reads the headers; empty if one is absent or malformed. */
    static Optional<EventSignature> of(
            @Nullable String id, @Nullable String timestamp, @Nullable String signature) {
        if (id == null
                || timestamp == null
                || signature == null
                || signature.length() > LONGEST
                || !ID.matcher(id).matches()
                || !SECONDS.matcher(timestamp).matches()) {
            return Optional.empty();
        }
        List<byte[]> signatures =
                Stream.of(signature.split(" ", -1))
                        .map(SIGNATURES::matcher)
                        .filter(java.util.regex.Matcher::matches)
                        .map(found -> Base64.getDecoder().decode(found.group(1)))
                        .toList();
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Optional.of(new EventSignature(id, sentAt, signatures));
    }

    /** What is signed: id, time and body, with dots between. */
    byte[] input(byte[] body) {
        byte[] head =
                (id + "." + sentAt.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] input = new byte[head.length + body.length];
        System.arraycopy(head, 0, input, 0, head.length);
        System.arraycopy(body, 0, input, head.length, body.length);
        return input;
    }
}
