/**
 * An application that calls guarded beans from every thread that a server or an application has.
 */
package betterauth.jakarta.it.threads;
