package betterauth.jakarta.credential;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential.ApiKey;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Feeds headers that a fuzzer makes to what finds the credential in a request. */
class CredentialFuzzTest {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "better-auth.url", "https://auth.example.com",
                    "better-auth.api-key.enabled", "true",
                    "mp.jwt.token.header", "Cookie",
                    "mp.jwt.token.cookie", "token");

    private static final CredentialReader READER =
            new CredentialReader(
                    Settings.read(new ConfigValues(key -> Optional.ofNullable(SETTINGS.get(key)))));

    /** A header's name, a colon and its value on each line. */
    @FuzzTest(maxDuration = "10m")
    void credentials(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            Map<String, List<String>> headers =
                    text.lines()
                            .filter(line -> line.indexOf(':') > 0)
                            .collect(
                                    Collectors.groupingBy(
                                            line ->
                                                    line.substring(0, line.indexOf(':'))
                                                            .toLowerCase(Locale.ROOT),
                                            Collectors.mapping(
                                                    line -> line.substring(line.indexOf(':') + 1),
                                                    Collectors.toList())));
            FakeRequest request = new FakeRequest();
            headers.forEach((name, values) -> request.header(name, values.toArray(String[]::new)));

            Credential credential = READER.read(request.build());

            List<String> authorization = headers.getOrDefault("authorization", List.of());
            List<String> keys = headers.getOrDefault("x-api-key", List.of());
            if (!authorization.isEmpty()) {
                assertThat(credential)
                        .matches(
                                read ->
                                        read instanceof Credential.Jwt
                                                || read instanceof Credential.Unusable
                                                || (read instanceof Credential.Session session
                                                        && session.credential()
                                                                instanceof BearerSession));
            } else if (!keys.isEmpty()) {
                assertThat(credential)
                        .matches(
                                read ->
                                        read instanceof Credential.Unusable
                                                || (read instanceof Credential.Session session
                                                        && session.credential() instanceof ApiKey));
            } else if (!headers.containsKey("cookie")) {
                assertThat(credential).isEqualTo(new Credential.Absent());
            }
            if (credential instanceof Credential.Jwt jwt) {
                assertThat(authorization.size() + headers.getOrDefault("cookie", List.of()).size())
                        .isPositive();
                assertThat(jwt.toString()).isEqualTo("Jwt[redacted]");
            }
        }
    }
}
