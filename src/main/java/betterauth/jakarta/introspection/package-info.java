/** Access tokens that only Better Auth can read, by introspection (RFC 7662). */
@NullMarked
package betterauth.jakarta.introspection;

import org.jspecify.annotations.NullMarked;
