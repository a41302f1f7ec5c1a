package com.example.shop;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The orders of all users, in memory. */
@Singleton
@Authenticated
public class Orders {

    private final Map<String, List<String>> orders = new HashMap<>();

    @Inject CurrentUser user;

    public List<String> mine() {
        return List.copyOf(orders.getOrDefault(user.id(), List.of()));
    }

    /** Adds an order, if the user's plan allows one more. */
    public boolean add(String item) {
        List<String> mine = orders.computeIfAbsent(user.id(), id -> new ArrayList<>());
        return mine.size() < user.fields(Plan.class).limit() && mine.add(item);
    }

    @RequireRole("admin")
    public int count() {
        return orders.values().stream().mapToInt(List::size).sum();
    }
}
