/**
 * Metrics for servers with MicroProfile Metrics. {@code wiring} names these classes by text only,
 * and only where the server has that API.
 */
@NullMarked
package betterauth.jakarta.metrics;

import org.jspecify.annotations.NullMarked;
