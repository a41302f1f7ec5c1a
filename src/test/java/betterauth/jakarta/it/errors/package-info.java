/** An application with errors, mappers and refusals of its own. */
package betterauth.jakarta.it.errors;
