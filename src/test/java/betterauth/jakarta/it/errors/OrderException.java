package betterauth.jakarta.it.errors;

/** An error that the application maps itself. */
public class OrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OrderException(String message) {
        super(message);
    }
}
