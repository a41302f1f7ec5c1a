package betterauth.jakarta.cache;

import java.util.function.BooleanSupplier;

/**
 * Tells what has changed where values are read from, so that a cached value is not believed after a
 * change. A change that is told while a value is read counts, too. Safe for use by many threads.
 */
public interface Changes {

    /** No change is ever told: values live until their expiry. */
    Changes NONE =
            new Changes() {
                @Override
                public long now() {
                    return 0;
                }

                @Override
                public BooleanSupplier unchanged(long since, String... names) {
                    return () -> true;
                }
            };

    /** How many changes were told so far; to be asked for before a value is read. */
    long now();

    /**
     * Tells, each time it is asked, whether nothing that a value was made of is known to have
     * changed. It is false while changes may go untold.
     *
     * @param since what {@link #now()} was before the value was read
     * @param names what the value was made of: session tokens and ids of users
     */
    BooleanSupplier unchanged(long since, String... names);
}
