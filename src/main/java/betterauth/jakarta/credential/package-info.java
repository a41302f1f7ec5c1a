/** What a request presents: the one credential, its kind, and whether it may be used from there. */
@NullMarked
package betterauth.jakarta.credential;

import org.jspecify.annotations.NullMarked;
