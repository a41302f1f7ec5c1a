package com.example.shop;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("welcome")
@RequestScoped
@Authenticated
@Produces(MediaType.TEXT_PLAIN)
public class Welcome {

    @Inject CurrentUser user;

    @GET
    public String welcome() {
        return "Welcome, " + user.name().orElseGet(user::id);
    }

    @GET
    @Path("admins")
    @RequireRole("admin")
    public String welcomeAdmins() {
        return "Welcome, administrator";
    }
}
