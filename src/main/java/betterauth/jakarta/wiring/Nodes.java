package betterauth.jakarta.wiring;

import java.util.function.Consumer;

/** The nodes that share a source of sessions, this one included. Safe for use by many threads. */
interface Nodes {

    /** This node alone: nobody is told. */
    Nodes NONE =
            new Nodes() {
                @Override
                public void tell(String text) {}

                @Override
                public void listen(Consumer<String> receiver) {}
            };

    /** Tells all of them, as far as they can be reached. Never fails. */
    void tell(String text);

    /** Hands on what they are told. */
    void listen(Consumer<String> receiver);
}
