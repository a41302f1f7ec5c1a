package betterauth.jakarta.introspection.http;

import betterauth.jakarta.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** {@code client_secret_basic}: both parts are encoded first (RFC 6749, section 2.3.1). */
final class SecretBasic implements ClientAuthentication {

    private final String header;

    SecretBasic(String clientId, Secret secret) {
        String pair =
                ClientAuthentication.encoded(clientId)
                        + ":"
                        + ClientAuthentication.encoded(secret.text());
        header =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<String> header() {
        return Optional.of(header);
    }

    @Override
    public String parameters() {
        return "";
    }
}
