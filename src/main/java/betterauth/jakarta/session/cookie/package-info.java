/** Sessions by Better Auth's cookie caches, verified locally. */
@NullMarked
package betterauth.jakarta.session.cookie;

import org.jspecify.annotations.NullMarked;
