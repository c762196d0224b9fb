package org.dicomseal.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

import static net.bytebuddy.matcher.ElementMatchers.named;

/**
 * Brings a {@link CrashTrigger} to a {@link CrashPoint} of a node that runs in a process of its own, as a Java agent. So the node
 * that is killed is the one that is shipped, byte for byte, and has no switch for any of this.
 */
public final class CrashAgent {

    private CrashAgent() {
    }

    /** Says at which point an advice stands. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Point {
    }

    /** Called by the virtual machine before the node's main method; the arguments are those of {@link CrashTrigger#arm}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        CrashPoint point = CrashTrigger.arm(arguments);
        Class<?> advice = point.isAtEnd() ? AtEnd.class : AtStart.class;
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .type(named(point.className()))
                .transform((builder, type, loader, module, domain) -> builder.visit(
                        Advice.withCustomMapping().bind(Point.class, point.name()).to(advice).on(named(point.method()))))
                .installOn(instrumentation);
    }

    /** The option that has a virtual machine load this agent; its jar holds a manifest alone, the classes are on the class path. */
    static String option(Path folder, String arguments) throws IOException {
        Path jar = folder.resolve("crash-agent.jar");
        if (!Files.exists(jar)) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putValue("Premain-Class", CrashAgent.class.getName());
            try (OutputStream out = Files.newOutputStream(jar)) {
                new JarOutputStream(out, manifest).close();
            }
        }
        return "-javaagent:" + jar + "=" + arguments;
    }

    /** Copied into the method. */
    static final class AtStart {
        private AtStart() {
        }

        @Advice.OnMethodEnter
        static void enter(@Point String point) {
            CrashTrigger.reached(point);
        }
    }

    /** Copied into the method, before it returns; not where it throws. */
    static final class AtEnd {
        private AtEnd() {
        }

        @Advice.OnMethodExit
        static void exit(@Point String point) {
            CrashTrigger.reached(point);
        }
    }
}
