package org.dicomseal.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.dicomseal.biometric.RecoveryCode;
import org.dicomseal.keys.Secret;

/** Asks for the recovery code: at the console without echo, else on standard input; never as an argument, which others could read. */
final class RecoveryCodeInput {

    private RecoveryCodeInput() {
    }

    /**
     * The secret that the code is.
     *
     * @throws IOException if nothing, or no recovery code, was given; the message tells nothing of it
     */
    static Secret read() throws IOException {
        Console console = System.console();
        String line;
        if (console != null) {
            char[] typed = console.readPassword("Recovery code: ");
            line = typed == null ? null : new String(typed);
        } else {
            line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
        if (line == null || line.isBlank()) {
            throw new IOException("no recovery code was given");
        }
        try {
            return Secret.owning(RecoveryCode.parse(line));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
