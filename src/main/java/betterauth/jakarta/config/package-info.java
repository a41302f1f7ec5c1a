/** Typed settings, read and checked once, when the application is deployed. */
@NullMarked
package betterauth.jakarta.config;

import org.jspecify.annotations.NullMarked;
