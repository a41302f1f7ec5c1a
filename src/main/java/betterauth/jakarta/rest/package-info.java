/** What the MicroProfile Rest Clients have in common on every server. */
@NullMarked
package betterauth.jakarta.rest;

import org.jspecify.annotations.NullMarked;
