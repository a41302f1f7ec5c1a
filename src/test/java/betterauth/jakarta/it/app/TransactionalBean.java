package betterauth.jakarta.it.app;

import betterauth.jakarta.Authenticated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Asks for a transaction that nobody began: who is refused must not get as far. */
@ApplicationScoped
@Authenticated
@Transactional(Transactional.TxType.MANDATORY)
public class TransactionalBean {

    public String call() {
        return "in a transaction";
    }
}
