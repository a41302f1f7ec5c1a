/** An application that observes authentications and has a health check of its own. */
package betterauth.jakarta.it.audit;
