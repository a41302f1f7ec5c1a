package betterauth.jakarta.it.threads;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Runs jobs by a timer, which nobody calls. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TimerBean {

    private final ConcurrentMap<String, Hops.Job> jobs = new ConcurrentHashMap<>();

    @Resource TimerService service;

    public void run(Hops.Job job) {
        String id = UUID.randomUUID().toString();
        jobs.put(id, job);
        service.createSingleActionTimer(5, new TimerConfig(id, false));
    }

    @Timeout
    public void fire(Timer timer) {
        jobs.remove(timer.getInfo().toString()).run();
    }
}
