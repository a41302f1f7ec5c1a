/** An application that supplies its own sessions. */
package betterauth.jakarta.it.source;
