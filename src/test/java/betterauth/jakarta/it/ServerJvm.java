package betterauth.jakarta.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The server's JVM, a descendant of this one, seen by JMX. */
final class ServerJvm implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    @SuppressWarnings("BanJNDI") // The address is that of our own child
    private ServerJvm(ProcessHandle process) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
        try {
            connector =
                    JMXConnectorFactory.connect(
                            new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
        beans = connector.getMBeanServerConnection();
    }

    /** The one that runs, or none. */
    static Optional<ServerJvm> find() throws IOException, AttachNotSupportedException {
        Optional<ProcessHandle> process = process();
        return process.isPresent() ? Optional.of(new ServerJvm(process.get())) : Optional.empty();
    }

    /** Whether there is one, which may be about to end and answer no more. */
    static boolean isRunning() {
        return process().isPresent();
    }

    private static Optional<ProcessHandle> process() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst();
    }

    /**
     * In how many class loaders a class has instances that can still be reached; each has a line of
     * its own.
     */
    long loadersOf(String className) throws IOException, JMException {
        ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
        Object histogram =
                beans.invoke(
                        diagnostics,
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return String.valueOf(histogram)
                .lines()
                .filter(line -> Arrays.asList(line.strip().split(" +", -1)).contains(className))
                .count();
    }

    /** Bytes in use on the heap once it was collected. */
    long heapAfterCollection() throws IOException {
        MemoryMXBean memory =
                ManagementFactory.newPlatformMXBeanProxy(
                        beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    Set<ObjectName> beans(String pattern) throws IOException, JMException {
        return beans.queryNames(new ObjectName(pattern), null);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
