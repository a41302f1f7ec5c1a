package betterauth.jakarta.wiring;

import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.issuer.Issuer;

/** Evicts from the caches of this node, and of those that share its source of sessions. */
final class Evictions {

    private static final String EVERYTHING = "everything";
    private static final String SESSION = "session:";

    private final Issuer issuer;
    private final Nodes nodes;

    /** Begins to listen to the others. */
    Evictions(Issuer issuer, Nodes nodes) {
        this.issuer = issuer;
        this.nodes = nodes;
        nodes.listen(this::received);
    }

    void session(String sessionId) {
        issuer.revoke(sessionId);
        nodes.tell(SESSION + sessionId);
    }

    void everything() {
        clear();
        nodes.tell(EVERYTHING);
    }

    private void received(String text) {
        if (text.equals(EVERYTHING)) {
            clear();
        } else if (text.startsWith(SESSION)) {
            issuer.revoke(text.substring(SESSION.length()));
        }
    }

    private void clear() {
        issuer.caches().forEach(ObservableCache::clear);
    }
}
