/** JSON Web Tokens: keys, verification and the cache of verified tokens. */
@NullMarked
package betterauth.jakarta.token;

import org.jspecify.annotations.NullMarked;
