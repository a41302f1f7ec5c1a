/** An issuer of credentials: its URL, its keys, the rules for each kind of token, its sessions. */
@NullMarked
package betterauth.jakarta.issuer;

import org.jspecify.annotations.NullMarked;
