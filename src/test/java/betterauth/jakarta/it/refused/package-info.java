/** Applications that must not be deployed. */
package betterauth.jakarta.it.refused;
