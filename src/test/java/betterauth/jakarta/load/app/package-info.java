/** An application of two resources: as it is, and on the library. */
@NullMarked
package betterauth.jakarta.load.app;

import org.jspecify.annotations.NullMarked;
