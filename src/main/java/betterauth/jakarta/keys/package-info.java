/** Public keys: where they come from, how long they are used, and when they are fetched again. */
@NullMarked
package betterauth.jakarta.keys;

import org.jspecify.annotations.NullMarked;
