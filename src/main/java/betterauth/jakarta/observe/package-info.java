/** What administrators see: logs within bounds, and the caches by JMX. */
@NullMarked
package betterauth.jakarta.observe;

import org.jspecify.annotations.NullMarked;
