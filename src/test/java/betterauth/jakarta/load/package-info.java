/** What the library costs a server for each request, beside the same application without it. */
@NullMarked
package betterauth.jakarta.load;

import org.jspecify.annotations.NullMarked;
