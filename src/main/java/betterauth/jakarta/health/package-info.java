/**
 * Health checks for servers with MicroProfile Health. {@code wiring} names these classes by text
 * only, and only where the server has that API.
 */
@NullMarked
package betterauth.jakarta.health;

import org.jspecify.annotations.NullMarked;
