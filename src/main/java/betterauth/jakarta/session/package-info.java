/** Better Auth's sessions: asking for them, keeping the answers, checking cookies. */
@NullMarked
package betterauth.jakarta.session;

import org.jspecify.annotations.NullMarked;
