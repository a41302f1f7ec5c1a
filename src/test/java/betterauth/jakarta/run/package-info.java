/** Starts and stops real servers: for the demo and for the integration tests. */
@NullMarked
package betterauth.jakarta.run;

import org.jspecify.annotations.NullMarked;
