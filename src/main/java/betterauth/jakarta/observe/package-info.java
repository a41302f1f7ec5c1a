/** What administrators see: logs within bounds. */
@NullMarked
package betterauth.jakarta.observe;

import org.jspecify.annotations.NullMarked;
