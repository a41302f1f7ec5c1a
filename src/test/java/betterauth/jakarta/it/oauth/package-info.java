/** An application for OAuth clients, by which the integration tests try scopes. */
@NullMarked
package betterauth.jakarta.it.oauth;

import org.jspecify.annotations.NullMarked;
