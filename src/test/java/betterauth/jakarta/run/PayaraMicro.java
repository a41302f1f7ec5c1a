package betterauth.jakarta.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Payara Micro: one JAR file, nothing to install. */
record PayaraMicro() implements AppServer {

    @Override
    public String title() {
        return "Payara Micro";
    }

    @Override
    public Launch install(Path folder, Path war, int port, Map<String, String> environment) {
        return new Launch(
                List.of(
                        AppServer.java(),
                        "-jar",
                        "target/servers/payara-micro.jar",
                        "--rootdir",
                        folder.toString(),
                        "--prebootcommandfile",
                        "server-config/payara-micro/preboot.asadmin",
                        "--deploy",
                        war.toString(),
                        "--contextroot",
                        "/",
                        "--port",
                        String.valueOf(port),
                        "--nocluster",
                        "--disablephonehome"),
                Map.of());
    }
}
