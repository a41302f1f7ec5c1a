/** DPoP proofs (RFC 9449): that whoever presents a bound access token has its key. */
@NullMarked
package betterauth.jakarta.dpop;

import org.jspecify.annotations.NullMarked;
