/** Bounded caches of what was decided about credentials, shared by tokens and sessions. */
@NullMarked
package betterauth.jakarta.cache;

import org.jspecify.annotations.NullMarked;
