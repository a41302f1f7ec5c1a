/** JOSE (RFC 7515 to 7518) without opinion: compact form, keys, signatures, encodings. */
@NullMarked
package betterauth.jakarta.jose;

import org.jspecify.annotations.NullMarked;
