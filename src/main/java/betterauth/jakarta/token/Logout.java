package betterauth.jakarta.token;

/**
 * Back-channel logout: who verifies logout tokens, and who remembers what they say.
 *
 * @param tokens verifies logout tokens
 * @param ended remembers the sessions that ended
 */
public record Logout(LogoutTokens tokens, EndedSessions ended) {}
