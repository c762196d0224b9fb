package org.dicomseal.dcm4che;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.peers.Peers;

/** dcm4che's own command line tools, each in a Java process of its own. */
final class Dcm4cheTools {

    private static final String PACKAGE = "org.dcm4che3.tool.";

    private Dcm4cheTools() {
    }

    static Peers.Run storescu(int port, Path folder) throws IOException, InterruptedException {
        return run("storescu.StoreSCU", "-c", "SEAL@127.0.0.1:" + port, folder);
    }

    static Peers.Run movescu(int port, List<String> studies) throws IOException, InterruptedException {
        return run("movescu.MoveSCU", "-c", "SEAL@127.0.0.1:" + port, "--dest", "STORESCP", "-m", key(studies));
    }

    static Peers.Run getscu(int port, List<String> studies, Path folder) throws IOException, InterruptedException {
        return run("getscu.GetSCU", "-c", "SEAL@127.0.0.1:" + port, "-m", key(studies), "--directory", folder);
    }

    /** Takes everything in every transfer syntax, and keeps it as files named by SOP Instance UID. */
    static Peers.Daemon storescp(int port, Path folder) throws IOException, InterruptedException {
        return Peers.start(port, "java", arguments("storescp.StoreSCP", "-b", "STORESCP@127.0.0.1:" + port, "--accept-unknown",
                "--directory", folder));
    }

    private static String key(List<String> studies) {
        return "StudyInstanceUID=" + String.join("\\", studies);
    }

    private static Peers.Run run(String tool, Object... arguments) throws IOException, InterruptedException {
        return Peers.run("java", arguments(tool, arguments));
    }

    private static Object[] arguments(String tool, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("-Xmx256m", "-Dlogback.configurationFile=logback.xml", "-cp", classPath(), PACKAGE + tool));
        all.addAll(List.of(arguments));
        return all.toArray();
    }

    /** Surefire and failsafe hide the real class path in a manifest. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
