/** Better Auth's sessions in Redis: read, never written, and told of changes by Redis itself. */
@NullMarked
package betterauth.jakarta.session.redis;

import org.jspecify.annotations.NullMarked;
