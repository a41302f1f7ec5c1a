package betterauth.jakarta.config;

/**
 * A setting is missing or wrong. The message names its key, its value unless secret, and what is
 * allowed.
 */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
