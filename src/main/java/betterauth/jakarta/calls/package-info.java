/** Calls to Better Auth: how many at once, in whose turn, and for whom none may be made now. */
@NullMarked
package betterauth.jakarta.calls;

import org.jspecify.annotations.NullMarked;
