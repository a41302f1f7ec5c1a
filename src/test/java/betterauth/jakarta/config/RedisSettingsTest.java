package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.config.RedisSettings.Server;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    private static final String PREFIX = "better-auth.session.redis.";
    private static final String ALLOWED =
            "better-auth.session.redis.url must be a URL such as redis://cache.example.com:6379 or"
                    + " rediss://user@cache.example.com/0";

    @Test
    void readsSessionsByHttpUnlessSetOtherwise() {
        SourceSettings source = settings(Map.of()).source();

        assertThat(source.kind()).isEqualTo(SourceSettings.Kind.HTTP);
        assertThat(source.redis())
                .isEqualTo(new RedisSettings(null, "better-auth:", Duration.ofMillis(500), true));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache, cache, 6379, false, 0,,",
        "redis://cache:7000/3, cache, 7000, false, 3,,",
        "redis://cache/, cache, 6379, false, 0,,",
        "redis://[::1]:7000, ::1, 7000, false, 0,,",
        "redis://my_cache.1:7000, my_cache.1, 7000, false, 0,,",
        "rediss://:secret@cache, cache, 6379, true, 0,, secret",
        "rediss://reader:a%40b+c@cache, cache, 6379, true, 0, reader, a@b+c"
    })
    void knowsTheServerOfAUrl(
            String url,
            String host,
            int port,
            boolean isSecure,
            int database,
            String user,
            String password) {
        assertThat(redis(Map.of("url", url)).source().redis().requireServer())
                .isEqualTo(new Server(host, port, isSecure, database, user, password, null));
    }

    @Test
    void knowsTheSentinelsOfAMaster() {
        Settings settings =
                redis(
                        Map.of(
                                "url",
                                "rediss://reader:secret@mymaster/2",
                                "sentinels",
                                "one.example.com, [::1]:26380",
                                "sentinel-user",
                                "asker",
                                "sentinel-password",
                                "a-phrase"));
        SentinelSettings sentinels =
                new SentinelSettings(
                        List.of(
                                new HostPort("one.example.com", 26_379),
                                new HostPort("::1", 26_380)),
                        "asker",
                        "a-phrase");

        assertThat(settings.source().redis().requireServer())
                .isEqualTo(new Server("mymaster", 0, true, 2, "reader", "secret", sentinels))
                .hasToString(
                        "rediss://mymaster/2 by Sentinels at one.example.com:26379, [::1]:26380");
        assertThat(settings.toString())
                .doesNotContain("a-phrase")
                .doesNotContain("asker")
                .doesNotContain("secret@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:b",
                "user:pass@a",
                "a/0",
                "a:99999",
                "a b",
                "redis://a",
                "a:0",
                ",",
                "-a"
            })
    void refusesAnAddressOfASentinelThatIsNone(String address) {
        assertThatThrownBy(() -> redis(Map.of("url", "redis://mymaster", "sentinels", address)))
                .hasMessage(
                        "better-auth.session.redis.sentinels must be hosts with or without a port,"
                                + " such as sentinel-1.example.com:26379, separated by commas");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "redis://cache; ; asker; secret; sentinel-user needs better-auth.session.redis.sentinels",
                "redis://cache; ; ; secret; sentinel-password needs better-auth.session.redis.sentinels",
                "redis://m; a; asker; ; sentinel-password must be set where"
                        + " better-auth.session.redis.sentinel-user is",
                "redis://m:6379; a; ; ; url must have no port where better-auth.session.redis.sentinels is"
                        + " set: its host is the master's name then, such as redis://mymaster"
            })
    void refusesSentinelsThatDoNotFit(
            String url, String sentinels, String user, String password, String reason) {
        Map<String, String> values = new HashMap<>(Map.of("url", url));
        putUnlessNull(values, "sentinels", sentinels);
        putUnlessNull(values, "sentinel-user", user);
        putUnlessNull(values, "sentinel-password", password);

        assertThatThrownBy(() -> redis(values)).hasMessage(PREFIX + reason);
    }

    private static void putUnlessNull(
            Map<String, String> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }

    @Test
    void takesThePasswordFromAKeyOfItsOwn() {
        Server server =
                redis(Map.of("url", "rediss://reader@cache", "password", "secret"))
                        .source()
                        .redis()
                        .requireServer();

        assertThat(server.user()).isEqualTo("reader");
        assertThat(server.password()).isEqualTo("secret");
    }

    @Test
    void printsNeitherUserNorPassword() {
        Settings settings = redis(Map.of("url", "redis://a-user:a-phrase@[::1]/2"));

        assertThat(settings.source().redis().requireServer()).hasToString("redis://[::1]:6379/2");
        assertThat(settings.toString()).doesNotContain("a-phrase").doesNotContain("a-user");
    }

    @Test
    void hasNoPrefixIfThatIsSaid() {
        assertThat(redis(Map.of("key-prefix", "none")).source().redis().keyPrefix()).isEmpty();
        assertThat(redis(Map.of("key-prefix", "app:")).source().redis().keyPrefix())
                .isEqualTo("app:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache:6379",
                "http://cache",
                "redis:cache",
                "redis:///0",
                "redis://cache/zero",
                "redis://cache/0/1",
                "redis://cache?timeout=1",
                "redis://cache#0",
                "redis://cache:99999",
                "redis://cache:0",
                "redis://",
                "redis://a@b@cache",
                "redis://[cache]",
                "redis://user:pa ss@cache"
            })
    void refusesAUrlThatIsNone(String url) {
        assertThatThrownBy(() -> redis(Map.of("url", url))).hasMessage(ALLOWED);
    }

    @Test
    void refusesAPasswordThatIsNotEncoded() {
        assertThatThrownBy(() -> redis(Map.of("url", "redis://user:50%@cache")))
                .hasMessage(
                        "better-auth.session.redis.url must have user and password in the encoding"
                                + " of URLs: % as %25");
    }

    @Test
    void refusesAUserWithoutAPasswordAndTwoPasswords() {
        assertThatThrownBy(() -> redis(Map.of("url", "redis://reader@cache")))
                .hasMessage(
                        "better-auth.session.redis.password must be set where"
                                + " better-auth.session.redis.url has a user");
        assertThatThrownBy(
                        () -> redis(Map.of("url", "redis://reader:one@cache", "password", "two")))
                .hasMessage(
                        "better-auth.session.redis.password must not be set where"
                                + " better-auth.session.redis.url has a password");
    }

    @ParameterizedTest
    @CsvSource({
        "command-timeout, soon, 'a positive ISO-8601 duration of at most P3650D, such as PT30S'",
        "command-timeout, PT0S, 'a positive ISO-8601 duration of at most P3650D, such as PT30S'",
        "revokes-tokens, yes, true or false"
    })
    void refusesAWrongValue(String key, String value, String allowed) {
        assertThatThrownBy(() -> redis(Map.of(key, value)))
                .hasMessage(PREFIX + key + " must be " + allowed + ": " + value);
    }

    @Test
    void refusesAnUnknownSource() {
        assertThatThrownBy(() -> settings(Map.of("better-auth.session.source", "memcached")))
                .hasMessage(
                        "better-auth.session.source must be http, database or redis: memcached");
    }

    @Test
    void refusesHiddenFieldsOfGetSession() {
        assertThatThrownBy(() -> settings(Map.of("better-auth.session.hidden-fields", "plan")))
                .hasMessage(
                        "better-auth.session.hidden-fields needs better-auth.session.source"
                                + " database or redis: Better Auth itself does not return such"
                                + " fields");
    }

    @Test
    void refusesToDecideAboutUnsignedTokensOfGetSession() {
        assertThatThrownBy(() -> settings(Map.of("better-auth.session.require-signature", "true")))
                .hasMessage(
                        "better-auth.session.require-signature needs better-auth.session.source"
                                + " database or redis: Better Auth itself decides by"
                                + " requireSignature of its bearer plugin");
        Map<String, String> values = source();
        assertThat(settings(values).source().isSignatureRequired()).isFalse();
        values.put("better-auth.session.require-signature", "true");
        assertThat(settings(values).source().isSignatureRequired()).isTrue();
    }

    @Test
    void refusesToReadFromNowhere() {
        Map<String, String> values = source();
        values.remove(PREFIX + "url");

        assertThatThrownBy(() -> settings(values))
                .hasMessage(ALLOWED.replace("must be", "must be set to"));
    }

    @Test
    void refusesToVerifyCookiesWithoutTheSecret() {
        Map<String, String> values = source();
        values.remove("better-auth.secret");

        assertThatThrownBy(() -> settings(values))
                .hasMessage(
                        "better-auth.session.source redis needs better-auth.secret: cookies and"
                                + " signed tokens are verified by it");
        values.put("better-auth.session.enabled", "false");
        assertThat(settings(values).source().kind()).isEqualTo(SourceSettings.Kind.REDIS);
    }

    @ParameterizedTest
    @CsvSource({
        "better-auth.api-key.enabled, true, 'has no API keys: better-auth.api-key.enabled must be"
                + " false'",
        "better-auth.session.stateless, true, 'has all sessions: better-auth.session.stateless"
                + " must be false'",
        "better-auth.cookie-cache, compact, 'makes cookie caches needless, and they outlive their"
                + " session: better-auth.cookie-cache must be off'"
    })
    void refusesWhatItDoesNotHave(String key, String value, String reason) {
        Map<String, String> values = source();
        values.put(key, value);

        assertThatThrownBy(() -> settings(values))
                .hasMessage("better-auth.session.source redis " + reason);
    }

    private static Settings redis(Map<String, String> more) {
        Map<String, String> values = source();
        more.forEach((key, value) -> values.put(PREFIX + key, value));
        return settings(values);
    }

    private static Map<String, String> source() {
        Map<String, String> values = new HashMap<>();
        values.put("better-auth.session.source", "redis");
        values.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
        values.put(PREFIX + "url", "redis://cache.example.com");
        return values;
    }

    private static Settings settings(Map<String, String> values) {
        Map<String, String> all =
                new HashMap<>(Map.of("better-auth.url", "https://auth.example.com"));
        all.putAll(values);
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
    }
}
