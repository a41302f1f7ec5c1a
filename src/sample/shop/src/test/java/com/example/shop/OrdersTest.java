package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.testkit.GuardedBeans;
import betterauth.jakarta.testkit.WithCaller;
import betterauth.jakarta.testkit.WithoutCaller;
import java.util.List;
import org.junit.jupiter.api.Test;

@GuardedBeans(Orders.class)
@WithCaller(id = "ada", fields = "plan=free")
class OrdersTest {

    @Test
    void areLimitedByThePlan(Orders orders) {
        assertTrue(orders.add("tea"));
        assertTrue(orders.add("cup"));
        assertFalse(orders.add("pot"));
        assertEquals(List.of("tea", "cup"), orders.mine());
    }

    @Test
    @WithCaller(id = "ada", fields = "plan=pro")
    void areHardlyLimitedByThePlanPro(Orders orders) {
        for (int i = 0; i < 100; i++) {
            assertTrue(orders.add("tea"));
        }
        assertFalse(orders.add("tea"));
    }

    @Test
    @WithCaller(id = "ada", fields = "plan=gold")
    void needAPlanThatTheShopKnows(Orders orders) {
        assertThrows(IllegalArgumentException.class, () -> orders.add("tea"));
    }

    @Test
    void areCountedForAdministratorsOnly(Orders orders) {
        assertThrows(AccessDeniedException.class, orders::count);
    }

    @Test
    @WithCaller(id = "grace", roles = "admin")
    void areCountedForAnAdministrator(Orders orders) {
        assertEquals(0, orders.count());
    }

    @Test
    @WithoutCaller
    void areNotForAnonymousCallers(Orders orders) {
        assertThrows(AuthenticationRequiredException.class, orders::mine);
        assertThrows(AuthenticationRequiredException.class, () -> orders.add("tea"));
    }
}
