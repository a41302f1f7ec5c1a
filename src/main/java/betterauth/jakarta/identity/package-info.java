/** Who a caller is, and how that was decided. */
@NullMarked
package betterauth.jakarta.identity;

import org.jspecify.annotations.NullMarked;
