package betterauth.jakarta.keys;

import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.jose.SignatureProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Chooses the source of public keys that the settings name (MicroProfile JWT 2.1, section 9.2.3).
 */
public final class KeySources {

    private KeySources() {}

    /**
     * Opens the source.
     *
     * @throws SettingsException if keys are given in place, in a file or on the class path, and
     *     cannot be read; keys behind HTTP are fetched when the first token needs them
     */
    public static KeySource open(
            KeySettings settings, SignatureProvider provider, Clock clock, Executor executor) {
        KeySetReader reader = new KeySetReader(provider, settings.leastRsaBits());
        if (settings.inline() != null) {
            return fixed("mp.jwt.verify.publickey", settings.inline(), reader);
        }
        String location = settings.location();
        if (settings.isRemote()) {
            KeyEndpoint endpoint = new HttpKeyEndpoint(url(location), settings, executor);
            return new RemoteKeys(endpoint, reader, settings, clock, executor);
        }
        return fixed(
                "mp.jwt.verify.publickey.location",
                KeyFile.read("mp.jwt.verify.publickey.location", location),
                reader);
    }

    private static URI url(String location) {
        try {
            return URI.create(location);
        } catch (IllegalArgumentException notAUrl) {
            throw new SettingsException(
                    "mp.jwt.verify.publickey.location must be a URL: " + location);
        }
    }

    private static KeySource fixed(String key, String text, KeySetReader reader) {
        try {
            KeySet keys = reader.read(text);
            if (keys.size() == 0) {
                throw new SettingsException(key + " must contain a public key that can verify");
            }
            return new FixedKeys(keys);
        } catch (IOException unreadable) {
            throw new SettingsException(
                    key + " must be a PEM public key, a JWK or a JWKS: " + unreadable.getMessage());
        }
    }
}
