package betterauth.jakarta.testkit;

/** Answers the calls of one path of Better Auth. */
@FunctionalInterface
interface Endpoint {

    Answer answer(Call call);
}
