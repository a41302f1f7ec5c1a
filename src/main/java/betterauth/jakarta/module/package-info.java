/** The server's way in: the Jakarta Authentication module, its registration and its decision. */
@NullMarked
package betterauth.jakarta.module;

import org.jspecify.annotations.NullMarked;
