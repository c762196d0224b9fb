package org.dicomseal.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dicomseal.keys.KeysException;

/** Asks for a new passcode. */
final class Passcodes {

    private Passcodes() {
    }

    /** Typed twice at a terminal. */
    static char[] typed() throws KeysException {
        Console console = System.console();
        if (console == null) {
            throw new KeysException("no terminal to type the passcode at: give it by --stdin");
        }
        char[] first = console.readPassword("passcode: ");
        char[] second = console.readPassword("once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new KeysException("the two are not the same");
        }
        Arrays.fill(second, '\0');
        return checked(first);
    }

    /** The first line of the standard input. */
    static char[] firstLine() throws KeysException {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return checked(line == null ? new char[0] : line.toCharArray());
        } catch (IOException e) {
            throw new KeysException("no passcode on the standard input: " + e.getMessage(), e);
        }
    }

    private static char[] checked(char[] passcode) throws KeysException {
        if (passcode.length == 0) {
            throw new KeysException("an empty passcode");
        }
        return passcode;
    }
}
