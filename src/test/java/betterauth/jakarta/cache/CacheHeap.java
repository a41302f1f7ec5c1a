package betterauth.jakarta.cache;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.UserSession;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.HeapSize;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much heap a full cache holds, beside what it was told to hold. Run by name for its figures:
 * {@code mvn test -Dtest=CacheHeap}.
 */
class CacheHeap {

    private record Kept(Authentication authentication, Instant expiresAt) implements Expiring {

        @Override
        public long bytes() {
            return HeapSize.of(authentication);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "small users, 0, 10000000", "small users at most 10000, 0, 10000",
        "users with an image of 2 kB, 2000, 10000", "of 200 kB, 200000, 10000",
        "tokens of 8 kB, 6000, 10000"
    })
    void holdsAboutWhatItIsTold(String what, int image, int entries) {
        long bytes = 32L * 1024 * 1024;
        CoalescingCache<Kept> cache =
                new CoalescingCache<>("measured", entries, bytes, 64, Clock.systemUTC());
        long before = used();
        int written = (int) Math.min(200_000, 3 * bytes / (2500 + image));
        for (int i = 0; i < written; i++) {
            cache.put(CredentialHash.of(what + i), kept(what, i, image));
        }
        long held = used() - before;
        System.Logger log = System.getLogger("CacheHeap");
        log.log(
                System.Logger.Level.WARNING,
                "{0}: {1} entries written, {2} kept, {3} KiB of heap, bound {4} KiB",
                what,
                written,
                cache.statistics().size(),
                held / 1024,
                bytes / 1024);

        assertThat(cache.statistics().size()).isPositive().isLessThanOrEqualTo(entries);
        assertThat(held).isLessThan(bytes + bytes / 10);
    }

    private static Kept kept(String what, int number, int image) {
        JsonObject claims = user(number, "x".repeat(image));
        boolean isToken = what.startsWith("tokens");
        Identity identity =
                new Identity(
                        isToken ? AuthenticationMethod.JWT : AuthenticationMethod.SESSION,
                        "user-" + number,
                        Set.of("user" + number, "editor" + number),
                        claims,
                        isToken
                                ? null
                                : new UserSession("session-" + number, Instant.MAX, null, null));
        return new Kept(
                new Verified(
                        new UserPrincipal(identity, isToken ? "y".repeat(8000) + number : null)),
                Instant.parse("2099-01-01T00:00:00Z"));
    }

    /** What Better Auth says of a user and {@code SessionClaims} adds. */
    private static JsonObject user(int number, String image) {
        String time = "\"2026-11-23T12:00:00." + number + "Z\"";
        String text =
                "{\"name\":\"Ada "
                        + number
                        + "\",\"email\":\"ada"
                        + number
                        + "@example.com\",\"emailVerified\":false,\"image\":\""
                        + image
                        + "\",\"createdAt\":"
                        + time
                        + ",\"updatedAt\":"
                        + time
                        + ",\"role\":\"user,editor\",\"banned\":false,\"banReason\":null,"
                        + "\"banExpires\":null,\"softwareBackground\":\"Python\","
                        + "\"hardwareBackground\":null,\"interestArea\":null,\"id\":\"user-"
                        + number
                        + "\",\"sub\":\"user-"
                        + number
                        + "\",\"iss\":\"https://auth.example.com\",\"exp\":"
                        + number
                        + ",\"sid\":\"session-"
                        + number
                        + "\"}";
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
