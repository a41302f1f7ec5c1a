package betterauth.jakarta;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;

/** What must stay true of the structure. */
@AnalyzeClasses(
        packages = "betterauth.jakarta",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule DEPENDS_DOWNWARDS_ONLY =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("app")
                    .definedBy("betterauth.jakarta.app")
                    .layer("wiring")
                    .definedBy("betterauth.jakarta.wiring")
                    .layer("health")
                    .definedBy("betterauth.jakarta.health")
                    .layer("metrics")
                    .definedBy("betterauth.jakarta.metrics")
                    .layer("openapi")
                    .definedBy("betterauth.jakarta.openapi")
                    .layer("guard")
                    .definedBy("betterauth.jakarta.guard")
                    .layer("cors")
                    .definedBy("betterauth.jakarta.cors")
                    .layer("problem")
                    .definedBy("betterauth.jakarta.problem")
                    .layer("resource")
                    .definedBy("betterauth.jakarta.resource")
                    .layer("module")
                    .definedBy("betterauth.jakarta.module")
                    .layer("caller")
                    .definedBy("betterauth.jakarta.caller")
                    .layer("issuer")
                    .definedBy("betterauth.jakarta.issuer")
                    .layer("events")
                    .definedBy("betterauth.jakarta.events")
                    .layer("session")
                    .definedBy("betterauth.jakarta.session")
                    .layer("session.http")
                    .definedBy("betterauth.jakarta.session.http")
                    .layer("session.redis")
                    .definedBy("betterauth.jakarta.session.redis")
                    .layer("session.database")
                    .definedBy("betterauth.jakarta.session.database")
                    .layer("session.cookie")
                    .definedBy("betterauth.jakarta.session.cookie")
                    .layer("introspection")
                    .definedBy("betterauth.jakarta.introspection")
                    .layer("introspection.http")
                    .definedBy("betterauth.jakarta.introspection.http")
                    .layer("calls")
                    .definedBy("betterauth.jakarta.calls")
                    .layer("rest")
                    .definedBy("betterauth.jakarta.rest")
                    .layer("token")
                    .definedBy("betterauth.jakarta.token")
                    .layer("credential")
                    .definedBy("betterauth.jakarta.credential")
                    .layer("dpop")
                    .definedBy("betterauth.jakarta.dpop")
                    .layer("keys")
                    .definedBy("betterauth.jakarta.keys")
                    .layer("jose")
                    .definedBy("betterauth.jakarta.jose")
                    .whereLayer("app")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("wiring")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("health")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("metrics")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("openapi")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("guard")
                    .mayOnlyBeAccessedByLayers("wiring", "openapi")
                    .whereLayer("cors")
                    .mayOnlyBeAccessedByLayers("wiring", "guard")
                    .whereLayer("problem")
                    .mayOnlyBeAccessedByLayers("wiring", "openapi", "guard", "cors")
                    .whereLayer("resource")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("module")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("caller")
                    .mayOnlyBeAccessedByLayers("wiring", "guard", "cors", "problem", "module")
                    .whereLayer("issuer")
                    .mayOnlyBeAccessedByLayers("wiring", "health", "metrics", "module")
                    .whereLayer("events")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("session")
                    .mayOnlyBeAccessedByLayers("wiring", "issuer")
                    .whereLayer("session.http")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("session.redis")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("session.database")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("session.cookie")
                    .mayOnlyBeAccessedByLayers("session")
                    .whereLayer("introspection")
                    .mayOnlyBeAccessedByLayers("wiring", "issuer", "introspection.http")
                    .whereLayer("introspection.http")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("calls")
                    .mayOnlyBeAccessedByLayers("session", "introspection")
                    .whereLayer("rest")
                    .mayOnlyBeAccessedByLayers("session.http", "introspection.http")
                    .whereLayer("token")
                    .mayOnlyBeAccessedByLayers(
                            "wiring", "caller", "issuer", "session", "session.cookie")
                    .whereLayer("credential")
                    .mayOnlyBeAccessedByLayers(
                            "wiring", "module", "issuer", "session", "session.cookie")
                    .whereLayer("dpop")
                    .mayOnlyBeAccessedByLayers("wiring", "module", "issuer", "credential")
                    .whereLayer("keys")
                    .mayOnlyBeAccessedByLayers("token", "introspection.http")
                    .whereLayer("jose")
                    .mayOnlyBeAccessedByLayers(
                            "token",
                            "dpop",
                            "keys",
                            "session",
                            "session.cookie",
                            "session.http",
                            "session.redis",
                            "introspection",
                            "introspection.http",
                            "credential",
                            "events");

    @ArchTest
    static final ArchRule THE_PUBLIC_PACKAGE_STANDS_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("betterauth.jakarta")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("betterauth.jakarta.*..");

    @ArchTest
    static final ArchRule THE_SPI_STANDS_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("betterauth.jakarta.spi")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("betterauth.jakarta..")
                                    .and(not(resideInAPackage("betterauth.jakarta.spi"))));

    @ArchTest
    static final ArchRule THE_EXAMPLE_USES_THE_PUBLIC_API_ONLY =
            noClasses()
                    .that()
                    .resideInAPackage("betterauth.jakarta.app")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("betterauth.jakarta.*..")
                                    .and(not(resideInAPackage("betterauth.jakarta.app"))));

    @ArchTest
    static final ArchRule HAS_NO_CYCLES_OF_ROOMS =
            slices().matching("betterauth.jakarta.session.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule HAS_NO_CYCLES =
            slices().matching("betterauth.jakarta.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DECISIONS_KNOW_NO_CONTAINER =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "betterauth.jakarta.issuer",
                            "betterauth.jakarta.events",
                            "betterauth.jakarta.session",
                            "betterauth.jakarta.session.cookie",
                            "betterauth.jakarta.session.redis",
                            "betterauth.jakarta.session.database",
                            "betterauth.jakarta.introspection",
                            "betterauth.jakarta.calls",
                            "betterauth.jakarta.token",
                            "betterauth.jakarta.dpop",
                            "betterauth.jakarta.keys",
                            "betterauth.jakarta.jose",
                            "betterauth.jakarta.spi",
                            "betterauth.jakarta.identity",
                            "betterauth.jakarta.cache",
                            "betterauth.jakarta.config")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.enterprise..",
                            "jakarta.inject..",
                            "jakarta.ws.rs..",
                            "jakarta.servlet..",
                            "jakarta.ejb..",
                            "org.eclipse.microprofile.config..");

    @ArchTest
    static final ArchRule COMPARES_SECRETS_IN_CONSTANT_TIME =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("JsonText")
                    .and()
                    .doNotHaveSimpleName("VerificationKey")
                    .should()
                    .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                    .because(
                            "secrets and signatures are bytes: MessageDigest.isEqual compares them");

    @ArchTest
    static final ArchRule COMPARES_HMACS_IN_CONSTANT_TIME =
            classes()
                    .that()
                    .haveSimpleName("Hmac")
                    .should()
                    .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class);

    @ArchTest static final ArchRule PRINTS_NOTHING = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule TAKES_LOGGERS_BY_TOPIC =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Loggers")
                    .and()
                    .resideOutsideOfPackage("betterauth.jakarta.app")
                    .should()
                    .callMethod(System.class, "getLogger", String.class);

    @ArchTest static final ArchRule LOGS_BY_SYSTEM_LOGGER = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule DECIDES_BY_A_CLOCK_THAT_IS_PASSED_IN =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .callConstructor(Date.class);

    @ArchTest
    static final ArchRule MAKES_THE_CLOCK_WHERE_THE_PARTS_ARE_PUT_TOGETHER =
            noClasses()
                    .that()
                    .haveNameNotMatching(
                            "betterauth\\.jakarta\\.wiring\\.(Components|SettingsCheck)")
                    .should()
                    .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule NEEDS_NO_API_THAT_A_SERVER_MAY_LACK =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "betterauth.jakarta.health",
                            "betterauth.jakarta.metrics",
                            "betterauth.jakarta.openapi")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.websocket..",
                            "jakarta.persistence..",
                            "org.eclipse.microprofile.health..",
                            "org.eclipse.microprofile.metrics..",
                            "org.eclipse.microprofile.openapi..")
                    .because("a class that names what is not there breaks the deployment");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching("(?i).*(util|utils|helper|manager|impl)$");
}
