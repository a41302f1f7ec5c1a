package betterauth.jakarta.it.threads;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;

/** Runs jobs on threads of the EJB container. */
@Stateless
@PermitAll
public class AsynchronousBean {

    @Asynchronous
    public void run(Hops.Job job) {
        job.run();
    }
}
