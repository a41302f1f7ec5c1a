package betterauth.jakarta.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageKeysTest {

    private static final String TOKEN = StoredSessions.TOKEN;

    @Test
    void namesSessionsAndUsers() {
        assertThat(StorageKeys.nameOf("p:", "p:" + TOKEN)).contains(TOKEN);
        assertThat(StorageKeys.nameOf("", TOKEN)).contains(TOKEN);
        assertThat(StorageKeys.nameOf("p:", "p:revoked-sessions-before-u1")).contains("u1");
        assertThat(StorageKeys.session("p:", TOKEN)).isEqualTo("p:" + TOKEN);
        assertThat(StorageKeys.revocation("p:", "u1")).isEqualTo("p:revoked-sessions-before-u1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p:",
                "p:active-sessions-u1",
                "p:verification:sign-in",
                "p:192.0.2.1|/sign-in",
                "p:abcdefghijklmnopqrstuvwxyz01234",
                "abcdefghijklmnopqrstuvwxyz012345",
                "q:abcdefghijklmnopqrstuvwxyz012345"
            })
    void namesNothingElse(String key) {
        assertThat(StorageKeys.nameOf("p:", key)).isEmpty();
    }
}
