package betterauth.jakarta.problem;

import betterauth.jakarta.problem.ProblemType.Challenge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code WWW-Authenticate} that an application answers with: one for bearer tokens
 * (RFC 6750, section 3), and where OAuth access tokens are accepted one for tokens that are bound
 * to a key (RFC 9449, section 7.1). Each points to the resource metadata (RFC 9728, section 5.1).
 */
public final class Challenges {

    /** Where no OAuth access tokens are accepted. */
    public static final Challenges BEARER = new Challenges(null, List.of());

    private static final Pattern UNQUOTABLE = Pattern.compile("[^ !#-\\[\\]-~]");

    private final @Nullable String resourceMetadata;
    private final String dpopAlgorithms;

    /**
     * Prepares challenges.
     *
     * @param resourceMetadata the URL of the resource metadata, or null if there is none
     * @param dpopAlgorithms the algorithms of DPoP proofs; empty if none are accepted
     */
    public Challenges(@Nullable String resourceMetadata, Collection<String> dpopAlgorithms) {
        this.resourceMetadata = resourceMetadata;
        this.dpopAlgorithms = String.join(" ", dpopAlgorithms);
    }

    /** The challenges of a problem; empty where none belongs. */
    List<String> of(Problem problem) {
        Challenge challenge = problem.type().challenge();
        if (challenge == Challenge.NONE) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        values.add(value("Bearer", bearer(challenge, problem)));
        if (!dpopAlgorithms.isEmpty()) {
            values.add(value("DPoP", dpop(challenge, problem)));
        }
        return values;
    }

    private Map<String, String> bearer(Challenge challenge, Problem problem) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (challenge != Challenge.INVALID_DPOP_PROOF) {
            addError(parameters, challenge, problem);
        }
        addResourceMetadata(parameters);
        return parameters;
    }

    private Map<String, String> dpop(Challenge challenge, Problem problem) {
        Map<String, String> parameters = new LinkedHashMap<>();
        addError(parameters, challenge, problem);
        if (problem.dpopNonce() != null) {
            parameters.put("error", "use_dpop_nonce");
        }
        parameters.put("algs", dpopAlgorithms);
        addResourceMetadata(parameters);
        return parameters;
    }

    private static void addError(
            Map<String, String> parameters, Challenge challenge, Problem problem) {
        if (challenge == Challenge.PLAIN) {
            return;
        }
        parameters.put("error", challenge.name().toLowerCase(Locale.ROOT));
        parameters.put("error_description", problem.detail());
        if (!problem.requiredScopes().isEmpty()) {
            parameters.put("scope", String.join(" ", problem.requiredScopes()));
        }
    }

    private void addResourceMetadata(Map<String, String> parameters) {
        if (resourceMetadata != null) {
            parameters.put("resource_metadata", resourceMetadata);
        }
    }

    private static String value(String scheme, Map<String, String> parameters) {
        StringBuilder value = new StringBuilder(scheme);
        String separator = " ";
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            value.append(separator)
                    .append(parameter.getKey())
                    .append("=\"")
                    .append(quotable(parameter.getValue()))
                    .append('"');
            separator = ", ";
        }
        return value.toString();
    }

    /** A quoted-string may hold no quote and no backslash of ours (RFC 6750, section 3). */
    private static String quotable(String text) {
        return UNQUOTABLE.matcher(text).replaceAll("'");
    }
}
