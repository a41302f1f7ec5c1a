package betterauth.jakarta.it.openapi;

import betterauth.jakarta.RequireRole;

/** What a resource promises, a role included. */
public interface Contract {

    @RequireRole(
            value = {"editor", "admin"},
            match = RequireRole.Match.ALL)
    String signed();
}
