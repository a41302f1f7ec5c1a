package com.example.shop;

/** A user's fields in Better Auth that the shop reads. */
public record Plan(Name plan) {

    /** What users pay for. */
    public enum Name {
        FREE,
        PRO
    }

    /** How many orders a user may have. */
    public int limit() {
        return plan == Name.PRO ? 100 : 2;
    }
}
