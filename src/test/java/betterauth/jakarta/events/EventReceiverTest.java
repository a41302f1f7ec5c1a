package betterauth.jakarta.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.events.EventReceiver.Outcome;
import betterauth.jakarta.events.SessionEvent.OfSession;
import betterauth.jakarta.events.SessionEvent.OfUser;
import betterauth.jakarta.events.SessionEvent.SessionEnded;
import betterauth.jakarta.events.SessionEvent.UserRevoked;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReceiverTest {

    private static final String SECRET = "an-events-secret-0123456789abcdef";
    private static final String BODY = "{\"session\":\"s1\"}";

    private final MutableClock clock = new MutableClock();
    private final List<SessionEvent> received = new ArrayList<>();
    private final EventReceiver receiver =
            new EventReceiver(
                    new Secret(SECRET),
                    (event, sentAt) -> {
                        received.add(event);
                        assertThat(sentAt.getEpochSecond())
                                .isCloseTo(clock.instant().getEpochSecond(), within(300L));
                    },
                    clock);

    @Test
    void receivesAnEventOfASession() {
        assertThat(send("m1", BODY)).isEqualTo(Outcome.RECEIVED);

        assertThat(received).containsExactly(new OfSession("s1"));
    }

    @Test
    void receivesAnEventOfAUser() {
        assertThat(send("m1", "{\"user\":\"u1\"}")).isEqualTo(Outcome.RECEIVED);

        assertThat(received).containsExactly(new OfUser("u1"));
    }

    @Test
    void receivesTheEndOfASessionAndARevocation() {
        assertThat(send("m1", "{\"ended\":\"s1\"}")).isEqualTo(Outcome.RECEIVED);
        assertThat(send("m2", "{\"revoked\":\"u1\"}")).isEqualTo(Outcome.RECEIVED);

        assertThat(received).containsExactly(new SessionEnded("s1"), new UserRevoked("u1"));
    }

    @Test
    void actsOnceByAnEventThatIsSentAgain() {
        assertThat(send("m1", BODY)).isEqualTo(Outcome.RECEIVED);
        assertThat(send("m1", BODY)).isEqualTo(Outcome.RECEIVED);
        assertThat(send("m2", BODY)).isEqualTo(Outcome.RECEIVED);

        assertThat(received).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"-300, RECEIVED", "300, RECEIVED", "-301, REJECTED", "301, REJECTED"})
    void rejectsAnEventOfAnotherTime(long seconds, Outcome outcome) {
        String time = String.valueOf(clock.instant().plusSeconds(seconds).getEpochSecond());

        assertThat(receive("m1", time, sign("m1", time, BODY, SECRET), BODY)).isEqualTo(outcome);
    }

    @Test
    void rejectsAnEventLaterThanItWasSent() {
        String time = now();
        String signature = sign("m1", time, BODY, SECRET);
        clock.advance(Duration.ofMinutes(6));

        assertThat(receive("m1", time, signature, BODY)).isEqualTo(Outcome.REJECTED);
        assertThat(received).isEmpty();
    }

    @Test
    void rejectsAnEventWithAnotherSecretIdTimeOrBody() {
        String time = now();
        String signature = sign("m1", time, BODY, SECRET);

        assertThat(receive("m1", time, sign("m1", time, BODY, SECRET + "x"), BODY))
                .isEqualTo(Outcome.REJECTED);
        assertThat(receive("m2", time, signature, BODY)).isEqualTo(Outcome.REJECTED);
        assertThat(receive("m1", String.valueOf(Long.parseLong(time) + 1), signature, BODY))
                .isEqualTo(Outcome.REJECTED);
        assertThat(receive("m1", time, signature, BODY.replace("s1", "s2")))
                .isEqualTo(Outcome.REJECTED);
        assertThat(received).isEmpty();
    }

    @Test
    void takesOneSignatureOfSeveral() {
        String time = now();
        String other = sign("m1", time, BODY, SECRET + "x");
        String right = sign("m1", time, BODY, SECRET);

        assertThat(receive("m1", time, "v2,abc " + other + " " + right, BODY))
                .isEqualTo(Outcome.RECEIVED);
    }

    @Test
    void rejectsAnEventWithoutItsHeaders() {
        String time = now();
        String signature = sign("m1", time, BODY, SECRET);
        byte[] body = BODY.getBytes(UTF_8);

        assertThat(receiver.receive(null, time, signature, body)).isEqualTo(Outcome.REJECTED);
        assertThat(receiver.receive("m1", null, signature, body)).isEqualTo(Outcome.REJECTED);
        assertThat(receiver.receive("m1", time, null, body)).isEqualTo(Outcome.REJECTED);
        assertThat(receiver.receive("", time, signature, body)).isEqualTo(Outcome.REJECTED);
        assertThat(receiver.receive("m1", "now", signature, body)).isEqualTo(Outcome.REJECTED);
        assertThat(receiver.receive("m1", time, "", body)).isEqualTo(Outcome.REJECTED);
        assertThat(receiver.receive("m1", time, signature.substring(3), body))
                .isEqualTo(Outcome.REJECTED);
        assertThat(receiver.receive("m1", time, (signature + " ").repeat(50), body))
                .isEqualTo(Outcome.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"session\":1}",
                "{\"ended\":null}",
                "{\"session\":\"\"}",
                "{\"session\":\"s1\",\"user\":\"u1\"}",
                "{\"session\":\"s1\",\"session\":\"s2\"}",
                "{\"sessions\":\"s1\"}"
            })
    void takesNothingElseForAnEvent(String body) {
        assertThat(send("m1", body)).isEqualTo(Outcome.MALFORMED);

        assertThat(received).isEmpty();
    }

    private Outcome send(String id, String body) {
        return receive(id, now(), sign(id, now(), body, SECRET), body);
    }

    private Outcome receive(String id, String time, String signature, String body) {
        return receiver.receive(id, time, signature, body.getBytes(UTF_8));
    }

    private String now() {
        return String.valueOf(clock.instant().getEpochSecond());
    }

    private static String sign(String id, String time, String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal((id + "." + time + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
