package com.example.shop;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("orders")
@RequestScoped
@Authenticated
@Produces(MediaType.TEXT_PLAIN)
public class OrdersResource {

    @Inject CurrentUser user;

    @Inject Orders orders;

    @GET
    public String mine() {
        return user.name().orElseGet(user::id) + ": " + orders.mine();
    }

    @POST
    public String order(String item) {
        if (!orders.add(item)) {
            throw new ForbiddenException("No more orders on this plan");
        }
        return mine();
    }

    @GET
    @Path("count")
    @RequireRole("admin")
    public int count() {
        return orders.count();
    }
}
