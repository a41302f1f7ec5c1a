package betterauth.jakarta.run;

import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> command = new ArrayList<>(command(folder, war, port));
        if (AppServer.isDatabaseRead(environment)) {
            command.addAll(
                    List.of(
                            "--addlibs",
                            AppServer.driver().toString(),
                            "--postbootcommandfile",
                            "server-config/payara-micro/database/postboot.asadmin"));
        }
        return new Launch(command, Map.of());
    }

    private static List<String> command(Path folder, Path war, int port) {
        return List.of(
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
                "--disablephonehome");
    }
}
