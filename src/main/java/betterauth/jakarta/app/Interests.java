package betterauth.jakarta.app;

import betterauth.jakarta.CurrentUser;
import java.util.List;

/** The WAR's own fields of a user, which its page asks for when users sign up. */
record Interests(String softwareBackground, String hardwareBackground, String interestArea) {

    static final List<String> FIELDS =
            List.of("softwareBackground", "hardwareBackground", "interestArea");

    /** Those of the caller, by default what the getters say. */
    static Interests of(CurrentUser user) {
        return new Interests(
                user.softwareBackground(), user.hardwareBackground(), user.interestArea());
    }
}
