/** Puts the parts together when an application is deployed. */
@NullMarked
package betterauth.jakarta.wiring;

import org.jspecify.annotations.NullMarked;
