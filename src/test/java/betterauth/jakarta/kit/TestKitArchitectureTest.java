package betterauth.jakarta.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What must stay true of the test kit. */
@AnalyzeClasses(packages = "betterauth.jakarta")
class TestKitArchitectureTest {

    @ArchTest
    static final ArchRule NEEDS_JUNIT_AND_WHAT_THE_LIBRARY_NEEDS =
            classes()
                    .that()
                    .resideInAPackage("betterauth.jakarta.testkit")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "betterauth.jakarta..",
                            "java..",
                            "javax.crypto..",
                            "com.sun.net.httpserver",
                            "jakarta..",
                            "org.eclipse.microprofile..",
                            "org.jspecify.annotations",
                            "org.jose4j..",
                            "org.bouncycastle..",
                            "org.junit.jupiter.api..",
                            "org.junit.platform.commons.support..");

    @ArchTest
    static final ArchRule USES_NO_TEST_OF_THE_PROJECT =
            noClasses()
                    .that()
                    .resideInAPackage("betterauth.jakarta.testkit")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "betterauth.jakarta.kit..",
                            "betterauth.jakarta.it..",
                            "betterauth.jakarta.run..");

    @ArchTest
    static final ArchRule ALONE_BINDS_CALLERS_FROM_OUTSIDE =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "betterauth.jakarta.testkit", "betterauth.jakarta.caller")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleName("TestBinding");
}
