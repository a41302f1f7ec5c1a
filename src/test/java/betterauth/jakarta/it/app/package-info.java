/** An application as a developer would write it on top of the library. */
package betterauth.jakarta.it.app;
