/** Signed events by which Better Auth tells what has changed. */
@NullMarked
package betterauth.jakarta.events;

import org.jspecify.annotations.NullMarked;
