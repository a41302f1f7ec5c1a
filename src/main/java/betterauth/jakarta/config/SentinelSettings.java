package betterauth.jakarta.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Redis Sentinels that say where the master is.
 *
 * @param addresses where they are, at least one
 * @param user null for their default user
 * @param password null for none
 */
public record SentinelSettings(
        List<HostPort> addresses, @Nullable String user, @Nullable String password) {

    static final String SENTINELS = "better-auth.session.redis.sentinels";
    private static final String USER = "better-auth.session.redis.sentinel-user";
    private static final String PASSWORD = "better-auth.session.redis.sentinel-password";
    private static final int DEFAULT_PORT = 26_379;

    public SentinelSettings {
        addresses = List.copyOf(addresses);
    }

    /** Reads them; empty if there are none. */
    static Optional<SentinelSettings> read(ConfigValues values) {
        List<String> sentinels = values.list(SENTINELS);
        if (sentinels.isEmpty() && values.text(SENTINELS).isPresent()) {
            throw wrong();
        }
        Optional<String> user = values.text(USER);
        Optional<String> password = values.text(PASSWORD);
        if (sentinels.isEmpty() && (user.isPresent() || password.isPresent())) {
            throw new SettingsException(
                    (user.isPresent() ? USER : PASSWORD) + " needs " + SENTINELS);
        }
        if (user.isPresent() && password.isEmpty()) {
            throw new SettingsException(PASSWORD + " must be set where " + USER + " is");
        }
        return sentinels.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SentinelSettings(
                                sentinels.stream().map(SentinelSettings::address).toList(),
                                user.orElse(null),
                                password.orElse(null)));
    }

    /** What is wrong in it is not repeated: it may contain a password. */
    private static HostPort address(String text) {
        return HostPort.parse(text)
                .map(address -> address.orPort(DEFAULT_PORT))
                .orElseThrow(SentinelSettings::wrong);
    }

    private static SettingsException wrong() {
        return new SettingsException(
                SENTINELS
                        + " must be hosts with or without a port, such as"
                        + " sentinel-1.example.com:26379, separated by commas");
    }

    /** The addresses alone. */
    @Override
    public String toString() {
        return addresses.stream().map(HostPort::toString).collect(Collectors.joining(", "));
    }
}
