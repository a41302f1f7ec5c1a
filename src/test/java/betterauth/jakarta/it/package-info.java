/** The built WAR on a real server, with a real Better Auth beside it, over HTTP. */
package betterauth.jakarta.it;
