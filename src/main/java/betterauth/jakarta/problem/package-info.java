/** Refusals as HTTP answers (RFC 9457, RFC 6750). */
@NullMarked
package betterauth.jakarta.problem;

import org.jspecify.annotations.NullMarked;
