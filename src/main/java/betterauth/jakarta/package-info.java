/**
 * What an application names to be guarded by Better Auth.
 *
 * <p>A request's way through, in ten lines:
 *
 * <ol>
 *   <li>the server calls {@link betterauth.jakarta.mechanism.BetterAuthModule} for every request;
 *   <li>{@link betterauth.jakarta.mechanism.CredentialReader} finds the one credential it presents;
 *   <li>{@link betterauth.jakarta.mechanism.Authenticator} verifies that credential, or says why
 *       not;
 *   <li>a verified caller becomes the server's caller principal and groups;
 *   <li>a refused one stays anonymous, the reason stays on the request, and the request goes on;
 *   <li>{@link betterauth.jakarta.guard.Guard} stands before each resource, EJB and bean that
 *       carries {@link betterauth.jakarta.Authenticated} or {@link betterauth.jakarta.RequireRole};
 *   <li>it lets the caller in, or throws {@link betterauth.jakarta.AuthenticationRequiredException}
 *       or {@link betterauth.jakarta.AccessDeniedException} with that reason;
 *   <li>{@link betterauth.jakarta.problem.Problem} turns either into the HTTP answer;
 *   <li>inside, {@link betterauth.jakarta.CurrentUser} tells who calls.
 * </ol>
 */
@NullMarked
package betterauth.jakarta;

import org.jspecify.annotations.NullMarked;
