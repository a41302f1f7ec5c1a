package betterauth.jakarta.session.cookie;

import betterauth.jakarta.jose.Base64Url;
import betterauth.jakarta.jose.Hmac;
import betterauth.jakarta.jose.JsonText;
import betterauth.jakarta.token.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strategy {@code compact}: base64url of {@code {"session":P,"expiresAt":N,"signature":"S"}},
 * where S is the HMAC of P with {@code expiresAt} added as its last member, over the text as it
 * stands.
 */
public final class CompactStrategy implements CookieCacheStrategy {

    private static final String HEAD = "{\"session\":";
    private static final Pattern TAIL =
            Pattern.compile(",\"expiresAt\":(\\d{1,15}),\"signature\":\"([A-Za-z0-9_-]{43})\"}");

    private final Hmac hmac;

    public CompactStrategy(Hmac hmac) {
        this.hmac = hmac;
    }

    @Override
    public Optional<Verification.Valid> open(String value) {
        Optional<String> text =
                Base64Url.decode(value).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        if (text.isEmpty() || !text.get().startsWith(HEAD)) {
            return Optional.empty();
        }
        int end = text.get().lastIndexOf(",\"expiresAt\":");
        Matcher tail = TAIL.matcher(text.get().substring(Math.max(end, 0)));
        if (end < HEAD.length() || !tail.matches()) {
            return Optional.empty();
        }
        String payload = text.get().substring(HEAD.length(), end);
        String signed =
                payload.substring(0, Math.max(payload.length() - 1, 0))
                        + ",\"expiresAt\":"
                        + tail.group(1)
                        + "}";
        Optional<byte[]> signature = Base64Url.decode(tail.group(2));
        if (signature.isEmpty()
                || !hmac.verifies(signed.getBytes(StandardCharsets.UTF_8), signature.get())) {
            return Optional.empty();
        }
        Instant until = Instant.ofEpochMilli(Long.parseLong(tail.group(1)));
        return JsonText.parseObject(payload).map(json -> new Verification.Valid(json, until));
    }
}
