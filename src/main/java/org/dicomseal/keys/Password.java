package org.dicomseal.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A keystore's password, from the environment or from a file; never from a command line, which every user of a machine can read. */
public final class Password implements AutoCloseable {

    /** The environment variable that is asked first. */
    public static final String ENVIRONMENT = "DICOMSEAL_PASSWORD";

    private static final int MAX_FILE = 4096;

    private final char[] chars;

    private Password(char[] chars) {
        this.chars = chars;
    }

    /** A password of a copy of the characters. */
    public static Password of(char[] chars) {
        return new Password(chars.clone());
    }

    /**
     * The password in {@value #ENVIRONMENT}, else in the file.
     *
     * @param file its first line is the password; only its owner may read it; null if none is configured
     * @throws KeysException if there is neither, or the file is open to others
     */
    public static Password find(Path file) throws KeysException {
        return find(System.getenv(), file);
    }

    static Password find(Map<String, String> environment, Path file) throws KeysException {
        String value = environment.get(ENVIRONMENT);
        if (value != null && !value.isEmpty()) {
            return new Password(value.toCharArray());
        }
        if (file == null) {
            throw new KeysException("no password: set " + ENVIRONMENT + ", or name a password file in the configuration");
        }
        return fromFile(file);
    }

    private static Password fromFile(Path file) throws KeysException {
        OwnerOnly.check(file);
        byte[] bytes = new byte[0];
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new KeysException("password file " + file + " is longer than " + MAX_FILE + " bytes");
            }
            bytes = Files.readAllBytes(file);
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            char[] chars = new char[end];
            text.get(chars);
            Arrays.fill(text.array(), '\0');
            if (end == 0) {
                throw new KeysException("password file " + file + " has an empty first line");
            }
            return new Password(chars);
        } catch (CharacterCodingException e) {
            throw new KeysException("password file " + file + " is not UTF-8");
        } catch (IOException e) {
            throw new KeysException("password file " + file + " can't be read: " + e.getMessage(), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    char[] chars() {
        return chars;
    }

    @Override
    public void close() {
        Arrays.fill(chars, '\0');
    }

    @Override
    public String toString() {
        return "Password";
    }
}
