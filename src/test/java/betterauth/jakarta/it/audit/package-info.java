/** An application that observes authentications and has its own health check. */
package betterauth.jakarta.it.audit;
