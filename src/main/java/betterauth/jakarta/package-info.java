/**
 * What applications use to guard themselves by Better Auth.
 *
 * <p>The way of a request, in ten lines:
 *
 * <ol>
 *   <li>the server calls {@link betterauth.jakarta.module.BetterAuthModule} for every request;
 *   <li>{@link betterauth.jakarta.credential.CredentialReader} finds the one credential that it
 *       presents, and says of which kind it is;
 *   <li>{@link betterauth.jakarta.issuer.Issuer} verifies it: a token by its keys, a session by its
 *       caches and its {@link betterauth.jakarta.spi.SessionSource};
 *   <li>a verified caller becomes the server's caller principal and groups;
 *   <li>with a rejected credential the caller is anonymous, and the reason stays on the request;
 *   <li>{@link betterauth.jakarta.guard.Guard} stands before each resource, EJB and bean that is
 *       {@link betterauth.jakarta.Authenticated} or has {@link betterauth.jakarta.RequireRole} or
 *       {@link betterauth.jakarta.RequireScope};
 *   <li>it lets the call through, or throws a {@link betterauth.jakarta.RefusalException};
 *   <li>{@link betterauth.jakarta.problem.Problem} turns that into the HTTP answer;
 *   <li>inside, {@link betterauth.jakarta.CurrentUser} is the caller, {@link
 *       betterauth.jakarta.CurrentClient} the client that acts for them or for itself.
 * </ol>
 *
 * @since 0.1.0
 */
@NullMarked
package betterauth.jakarta;

import org.jspecify.annotations.NullMarked;
