package betterauth.jakarta.app;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Each user's own notes, in memory: a guarded EJB that sits behind an open resource. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@Authenticated
public class Notes {

    private static final int MAXIMUM_USERS = 1000;
    private static final int MAXIMUM_NOTES = 50;

    private final Cache<String, List<String>> byUser =
            Caffeine.newBuilder().maximumSize(MAXIMUM_USERS).executor(Runnable::run).build();

    @Inject CurrentUser user;

    /** The caller's notes, oldest first. */
    public List<String> mine() {
        List<String> notes = byUser.getIfPresent(user.id());
        return notes == null ? List.of() : notes;
    }

    /** Adds a note to the caller's; the oldest of more than 50 is dropped. */
    public void add(String note) {
        byUser.asMap()
                .merge(
                        user.id(),
                        List.of(note),
                        (older, newer) -> {
                            List<String> all =
                                    Stream.concat(older.stream(), newer.stream()).toList();
                            return all.subList(Math.max(0, all.size() - MAXIMUM_NOTES), all.size());
                        });
    }
}
