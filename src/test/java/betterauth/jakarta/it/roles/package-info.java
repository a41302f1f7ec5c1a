/** An application that declares its roles on its {@code Application} class, and maps none. */
package betterauth.jakarta.it.roles;
