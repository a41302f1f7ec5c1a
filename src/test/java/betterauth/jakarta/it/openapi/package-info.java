/** An application whose guards are in its OpenAPI document, however they are declared. */
package betterauth.jakarta.it.openapi;
