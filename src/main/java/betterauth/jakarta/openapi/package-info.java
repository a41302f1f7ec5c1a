/**
 * The guards in the OpenAPI document of an application, for servers with MicroProfile OpenAPI. They
 * alone load these classes, by the name of the filter.
 *
 * @since 0.1.0
 */
@NullMarked
package betterauth.jakarta.openapi;

import org.jspecify.annotations.NullMarked;
