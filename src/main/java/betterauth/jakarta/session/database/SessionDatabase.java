package betterauth.jakarta.session.database;

import betterauth.jakarta.config.SettingsException;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Where connections to Better Auth's database come from. */
@FunctionalInterface
public interface SessionDatabase {

    /**
     * The pool of connections.
     *
     * @throws SettingsException if there is none
     * @throws NamingException if the server cannot tell
     */
    DataSource pool() throws NamingException;
}
