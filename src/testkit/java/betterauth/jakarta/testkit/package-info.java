/**
 * The test kit: tests what Better Auth for Jakarta EE guards, without Node and without a real
 * Better Auth.
 *
 * <p>Two ways in:
 *
 * <ul>
 *   <li>{@link betterauth.jakarta.testkit.WithCaller} for tests without a server. The test has a
 *       caller, guards are in force, {@code CurrentUser} answers. {@link
 *       betterauth.jakarta.testkit.GuardedBeans} starts CDI with the beans under test.
 *   <li>{@link betterauth.jakarta.testkit.BetterAuthTest} for tests of a running server. It starts
 *       a {@link betterauth.jakarta.testkit.FakeBetterAuth}, to which the server's settings lead,
 *       and gives the test {@link betterauth.jakarta.testkit.Callers}, which sign users in.
 * </ul>
 *
 * <p>The kit needs JUnit 5 and what the library needs, and is for tests only.
 *
 * @since 0.1.0
 */
@NullMarked
package betterauth.jakarta.testkit;

import org.jspecify.annotations.NullMarked;
