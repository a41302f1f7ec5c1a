/** What this API says of itself to OAuth clients (RFC 9728). */
@NullMarked
package betterauth.jakarta.resource;

import org.jspecify.annotations.NullMarked;
