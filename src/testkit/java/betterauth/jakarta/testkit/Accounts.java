package betterauth.jakarta.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a Better Auth stores: users, sessions and API keys. Safe for use by many threads. */
final class Accounts {

    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, ApiKey> apiKeys = new ConcurrentHashMap<>();

    void keep(User user) {
        users.put(user.id(), user);
    }

    void keep(Session session) {
        sessions.put(session.token(), session);
    }

    void keep(ApiKey key) {
        apiKeys.put(key.key(), key);
    }

    Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<User> userByEmail(String email) {
        return users.values().stream().filter(user -> user.email().equals(email)).findFirst();
    }

    Optional<Session> session(String token) {
        return Optional.ofNullable(sessions.get(token));
    }

    Optional<ApiKey> apiKey(String key) {
        return Optional.ofNullable(apiKeys.get(key));
    }

    /** Ends one session. */
    void remove(String token) {
        sessions.remove(token);
    }

    /** Deletes an API key, as the plugin does once one has expired. */
    void remove(ApiKey key) {
        apiKeys.remove(key.key());
    }

    /** Ends all sessions of a user, and returns their ids. */
    List<String> removeSessions(String userId) {
        List<Session> ended =
                sessions.values().stream()
                        .filter(session -> session.userId().equals(userId))
                        .toList();
        ended.forEach(session -> sessions.remove(session.token()));
        return ended.stream().map(Session::id).toList();
    }
}
