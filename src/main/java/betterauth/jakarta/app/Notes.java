package betterauth.jakarta.app;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.util.List;

/** Each user's own notes, in memory: a guarded EJB that sits behind an open resource. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@Authenticated
public class Notes {

    private static final int MAXIMUM_USERS = 1000;
    private static final int MAXIMUM_NOTES = 50;

    private final LatestTexts notes = new LatestTexts(MAXIMUM_USERS, MAXIMUM_NOTES);

    @Inject CurrentUser user;

    /** The caller's notes, oldest first. */
    public List<String> mine() {
        return notes.of(user.id());
    }

    /** Adds a note to the caller's; the oldest of more than 50 is dropped. */
    public void add(String note) {
        notes.add(user.id(), note);
    }
}
