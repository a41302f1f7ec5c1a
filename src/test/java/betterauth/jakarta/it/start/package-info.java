/** An application in which nothing is guarded. */
package betterauth.jakarta.it.start;
