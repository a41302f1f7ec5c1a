/** What each kind of JSON Web Token must say, and the cache of verified tokens. */
@NullMarked
package betterauth.jakarta.token;

import org.jspecify.annotations.NullMarked;
