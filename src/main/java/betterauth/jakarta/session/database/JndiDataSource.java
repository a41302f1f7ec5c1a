package betterauth.jakarta.session.database;

import betterauth.jakarta.config.SettingsException;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The server's data source by its JNDI name. It is looked up each time, since an administrator may
 * replace it. Safe for use by many threads.
 */
public final class JndiDataSource implements SessionDatabase {

    private final String name;

    public JndiDataSource(String name) {
        this.name = name;
    }

    /** Whether the name leads to anything now, as far as the server can tell. */
    public boolean isBound() {
        try {
            var unused = lookUp();
            return true;
        } catch (NamingException failed) {
            return !isAbsent(failed);
        }
    }

    /** Payara wraps what says so. */
    private static boolean isAbsent(NamingException failed) {
        return failed instanceof NameNotFoundException
                || failed.getRootCause() instanceof NameNotFoundException;
    }

    @Override
    public DataSource pool() throws NamingException {
        Object bound;
        try {
            bound = lookUp();
        } catch (NamingException failed) {
            if (!isAbsent(failed)) {
                throw failed;
            }
            throw new SettingsException(
                    "There is no data source " + name + ": see better-auth.session.datasource");
        }
        if (!(bound instanceof DataSource pool)) {
            throw new SettingsException(
                    "better-auth.session.datasource must name a data source: "
                            + name
                            + " is of another type");
        }
        return pool;
    }

    /** The settings let no name be the URL of another server. */
    @SuppressWarnings("BanJNDI")
    private Object lookUp() throws NamingException {
        return new InitialContext().lookup(name);
    }
}
