package betterauth.jakarta.guard;

/** On a server that configures Jakarta REST before the application is known. */
class LateGuardedResourcesTest extends GuardedResourcesTest {

    @Override
    GuardFeature feature(Guard guard, GuardedApplication application) {
        return GuardFeature.beforeItIsKnown(guard, () -> application);
    }
}
