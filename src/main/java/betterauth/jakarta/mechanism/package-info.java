/** The server's authentication: reading credentials and establishing the caller. */
@NullMarked
package betterauth.jakarta.mechanism;

import org.jspecify.annotations.NullMarked;
