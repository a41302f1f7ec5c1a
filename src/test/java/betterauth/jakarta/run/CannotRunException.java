package betterauth.jakarta.run;

/** Something that running needs is not there; the message is one clear line for whoever runs it. */
public final class CannotRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotRunException(String message) {
        super(message);
    }
}
