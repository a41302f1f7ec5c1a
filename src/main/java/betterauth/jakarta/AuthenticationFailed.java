package betterauth.jakarta;

import java.time.Instant;

/**
 * A CDI event for audits: a request presented a credential that was not accepted. It is fired for
 * asynchronous observers ({@code @ObservesAsync}), also where nothing refuses the request, since
 * the path is public. Nothing is fired where the application has no observer. It has no credential,
 * and nothing in it is proven: anybody can send an invalid one.
 *
 * @param code why: {@link RefusalCode#AUTH_SERVER_UNAVAILABLE} if it is undecided
 * @param detail the same in words, as the answer to the caller has it
 * @param address the address that the request came from; empty if the server reports none
 * @param at when it was decided
 * @since 0.1.0
 */
public record AuthenticationFailed(RefusalCode code, String detail, String address, Instant at) {}
