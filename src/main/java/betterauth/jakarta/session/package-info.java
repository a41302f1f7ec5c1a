/** Better Auth's sessions: the cache, the check of signatures, and the source behind them. */
@NullMarked
package betterauth.jakarta.session;

import org.jspecify.annotations.NullMarked;
