package betterauth.jakarta.wiring;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.CredentialCaches;
import betterauth.jakarta.issuer.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@link CredentialCaches} of applications. */
@ApplicationScoped
public class IssuerCaches implements CredentialCaches {

    @Inject Issuer issuer;

    @Inject Evictions evictions;

    @Override
    public Map<String, CacheStatistics> statistics() {
        Map<String, CacheStatistics> statistics = new LinkedHashMap<>();
        issuer.caches().forEach(cache -> statistics.put(cache.name(), cache.statistics()));
        return statistics;
    }

    @Override
    public void clear() {
        evictions.everything();
    }
}
