/** Sessions by Better Auth's {@code get-session}. */
@NullMarked
package betterauth.jakarta.session.http;

import org.jspecify.annotations.NullMarked;
