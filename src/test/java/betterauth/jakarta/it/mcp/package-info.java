/** A server of the Model Context Protocol, as small as one can be. */
@NullMarked
package betterauth.jakarta.it.mcp;

import org.jspecify.annotations.NullMarked;
