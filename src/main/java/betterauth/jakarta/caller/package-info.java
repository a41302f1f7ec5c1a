/** Who calls on the current thread, and what applications inject to know it. */
@NullMarked
package betterauth.jakarta.caller;

import org.jspecify.annotations.NullMarked;
