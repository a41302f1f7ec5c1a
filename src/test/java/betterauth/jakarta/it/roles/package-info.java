/** An application that declares no roles. */
package betterauth.jakarta.it.roles;
