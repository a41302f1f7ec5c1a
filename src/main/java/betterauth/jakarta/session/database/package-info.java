/** Sessions from Better Auth's database. */
@NullMarked
package betterauth.jakarta.session.database;

import org.jspecify.annotations.NullMarked;
