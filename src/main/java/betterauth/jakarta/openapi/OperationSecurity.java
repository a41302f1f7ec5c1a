package betterauth.jakarta.openapi;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.guard.OperationGuards;
import betterauth.jakarta.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Adds to operations of one document what callers present, and how they are refused.
 *
 * @since 0.1.0
 */
final class OperationSecurity {

    private static final String MEDIA_TYPE = "application/problem+json";

    private final OpenAPI document;
    private final CredentialSchemes schemes;
    private @Nullable List<String> names;

    OperationSecurity(OpenAPI document, CredentialSchemes schemes) {
        this.document = document;
        this.schemes = schemes;
    }

    /**
     * Describes a guarded operation.
     *
     * @param refusal the answer to a caller who is authenticated and not allowed
     */
    void describe(Operation operation, Problem refusal) {
        // Of an operation for which nothing was written, Payara's list is empty and others' null.
        if (isEmpty(operation.getSecurity()) && isEmpty(document.getSecurity())) {
            for (String name : names()) {
                operation.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme(name));
            }
        }
        APIResponses responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        addTo(responses, OperationGuards.anonymous(), "The caller is not authenticated");
        boolean namesDemand =
                refusal.code() == RefusalCode.INSUFFICIENT_ROLE
                        || refusal.code() == RefusalCode.INSUFFICIENT_SCOPE;
        addTo(responses, refusal, namesDemand ? refusal.detail() : "The caller is not allowed");
    }

    /** Declared in the document once the first operation needs them. */
    private List<String> names() {
        List<String> declared = names;
        if (declared == null) {
            declared = schemes.declareIn(document);
            names = declared;
        }
        return declared;
    }

    private static void addTo(APIResponses responses, Problem problem, String description) {
        String status = String.valueOf(problem.status());
        Map<String, APIResponse> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (responses.getAPIResponses() != null) {
            present.putAll(responses.getAPIResponses());
        }
        if (!present.containsKey(status) && !present.containsKey("4XX")) {
            responses.addAPIResponse(
                    status,
                    OASFactory.createAPIResponse()
                            .description(description)
                            .content(
                                    OASFactory.createContent()
                                            .addMediaType(
                                                    MEDIA_TYPE,
                                                    OASFactory.createMediaType()
                                                            .example(problem.members()))));
        }
    }

    private static boolean isEmpty(@Nullable Collection<?> written) {
        return written == null || written.isEmpty();
    }
}
