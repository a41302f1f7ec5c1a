/** What an application may supply. */
@NullMarked
package betterauth.jakarta.spi;

import org.jspecify.annotations.NullMarked;
