/** The WAR's own REST API: an example of every guard. Not part of the library. */
@NullMarked
package betterauth.jakarta.app;

import org.jspecify.annotations.NullMarked;
