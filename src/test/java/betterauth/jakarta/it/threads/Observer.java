package betterauth.jakarta.it.threads;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

/** Runs jobs that are events. */
@ApplicationScoped
public class Observer {

    void run(@ObservesAsync Hops.Job job) {
        job.run();
    }
}
