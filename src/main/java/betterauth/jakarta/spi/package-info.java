/**
 * What an application may supply.
 *
 * @since 0.1.0
 */
@NullMarked
package betterauth.jakarta.spi;

import org.jspecify.annotations.NullMarked;
