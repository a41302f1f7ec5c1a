/** Introspection by Better Auth's endpoint (RFC 7662), and how this API authenticates there. */
@NullMarked
package betterauth.jakarta.introspection.http;

import org.jspecify.annotations.NullMarked;
