/** Cross-origin requests (Fetch standard, section 3.2). */
@NullMarked
package betterauth.jakarta.cors;

import org.jspecify.annotations.NullMarked;
