package betterauth.jakarta.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.run.ServerProcess;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By a real Redis with a certificate for localhost. */
class RedisTlsTest {

    private static final String STORE_PASSWORD = "of-a-key-store";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final int PORT = ServerProcess.freePort();

    @TempDir private static Path folder;

    private static RedisProcess redis;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("redis.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "redis",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-keystore",
                                store.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                STORE_PASSWORD)
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, STORE_PASSWORD.toCharArray());
        }
        Key key = keys.getKey("redis", STORE_PASSWORD.toCharArray());
        redis =
                RedisProcess.start(
                        "--tls-port",
                        String.valueOf(PORT),
                        "--tls-auth-clients",
                        "no",
                        "--tls-cert-file",
                        pem("CERTIFICATE", keys.getCertificate("redis").getEncoded()),
                        "--tls-key-file",
                        pem("PRIVATE KEY", key.getEncoded()));
        StoredSessions.write(redis);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void distrust() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_PASSWORD);
    }

    @Test
    void readsFromAServerWhoseCertificateIsTrusted() {
        trust();

        assertThat(find("localhost")).isInstanceOf(Found.class);
    }

    @Test
    void readsFromNoServerWhoseCertificateIsNotTrusted() {
        assertThat(find("localhost"))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable ->
                                assertThat(unavailable.reason())
                                        .startsWith(
                                                "Redis is unavailable: the certificate is not"
                                                        + " trusted"));
    }

    @Test
    void readsFromNoServerWhoseCertificateIsForAnotherHost() {
        trust();

        assertThat(find("127.0.0.1"))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable ->
                                assertThat(unavailable.reason())
                                        .isEqualTo(
                                                "Redis is unavailable: the TLS handshake failed"));
    }

    private static void trust() {
        System.setProperty(TRUST_STORE, folder.resolve("redis.p12").toString());
        System.setProperty(TRUST_PASSWORD, STORE_PASSWORD);
    }

    private static SessionAnswer find(String host) {
        Map<String, String> values =
                Map.of(
                        "better-auth.url", "https://auth.example.com",
                        "better-auth.secret", "0123456789abcdef0123456789abcdef",
                        "better-auth.session.source", "redis",
                        "better-auth.session.redis.command-timeout", "PT5S",
                        "better-auth.session.redis.url", "rediss://" + host + ":" + PORT);
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        try (RedisSessions sessions = new RedisSessions(settings, Clock.systemUTC())) {
            return sessions.source()
                    .find(
                            new SessionQuery(
                                    SessionQuery.Kind.BEARER,
                                    StoredSessions.TOKEN,
                                    null,
                                    null,
                                    null,
                                    "192.0.2.1"));
        }
    }

    private static String pem(String type, byte[] content) throws IOException {
        String text =
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(
                                type,
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(content),
                                type);
        return Files.writeString(folder.resolve(type.replace(' ', '-') + ".pem"), text)
                .toAbsolutePath()
                .toString();
    }
}
