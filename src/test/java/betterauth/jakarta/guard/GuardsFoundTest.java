package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardsFoundTest {

    @Test
    void countsTypesAndMethods() {
        assertThat(GuardsFound.among(List.of(Orders.class, Standard.class, Stereotyped.class)))
                .hasToString(
                        "5 in "
                                + Orders.class.getName()
                                + ", "
                                + Standard.class.getName()
                                + ", "
                                + Stereotyped.class.getName());
    }

    @Test
    void countsNothingThatIsOpenOrOurs() {
        GuardsFound found =
                GuardsFound.among(
                        List.of(
                                Open.class,
                                String.class,
                                Known.class,
                                AuthenticatedInterceptor.class,
                                RequireRoleInterceptor.class,
                                WithoutRole.class));

        assertThat(found.isEmpty()).isTrue();
        assertThat(found).hasToString("none");
    }

    @Test
    void namesTenTypesAtMost() {
        GuardsFound many =
                new GuardsFound(
                        IntStream.range(10, 22)
                                .boxed()
                                .collect(
                                        Collectors.toMap(
                                                i -> "T" + i, i -> 1, Integer::sum, TreeMap::new)),
                        new TreeSet<>());

        assertThat(many)
                .hasToString("12 in T10, T11, T12, T13, T14, T15, T16, T17, T18, T19 and 2 more");
        assertThat(new GuardsFound(Collections.emptySortedMap(), new TreeSet<>()).isEmpty())
                .isTrue();
    }

    @Authenticated
    static class Orders {
        @RequireRole("admin")
        void delete() {}

        @PublicAccess
        void list() {}
    }

    static class Standard {
        @RolesAllowed("admin")
        void delete() {}

        @RequireRole("admin")
        void change() {}

        @PermitAll
        void list() {}
    }

    @PublicAccess
    static class Open {
        void list() {}
    }

    @RequireRole({})
    static class WithoutRole {}

    @Authenticated
    @Stereotype
    @Retention(RetentionPolicy.RUNTIME)
    @interface Known {}

    @Known
    static class Stereotyped {}
}
