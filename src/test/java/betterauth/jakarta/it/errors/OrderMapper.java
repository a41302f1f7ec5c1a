package betterauth.jakarta.it.errors;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers the application's own error. */
@Provider
public class OrderMapper implements ExceptionMapper<OrderException> {

    @Override
    public Response toResponse(OrderException failed) {
        return Response.status(422).type("text/plain").entity(failed.getMessage()).build();
    }
}
