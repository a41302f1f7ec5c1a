package betterauth.jakarta.it;

/** By sessions of {@code get-session}. */
@BetterAuthApp(deployed = false)
class RedeploymentIT extends RedeploymentTests {}
