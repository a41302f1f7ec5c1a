/** What stands before resources, EJBs and beans. */
@NullMarked
package betterauth.jakarta.guard;

import org.jspecify.annotations.NullMarked;
