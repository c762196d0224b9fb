package org.dicomseal.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Users and the hashes of their passcodes: a line {@code NAME HASH} each, as {@code keys passcode} prints it; {@code #} begins a comment.
 * A {@code -} in place of the hash is a user who needs no passcode. Only the file's owner may touch it.
 */
public final class PasscodeFile {

    private static final String NO_PASSCODE = "-";
    /** Stands in for users that there are not, so that nobody can tell by the time it takes who there is. */
    private static final PasscodeHash NOBODY = PasscodeHash.of("nobody has this passcode".toCharArray());

    private final Map<String, Optional<PasscodeHash>> users;

    private PasscodeFile(Map<String, Optional<PasscodeHash>> users) {
        this.users = users;
    }

    /** @throws KeysException if it is missing, open to others than its owner, or not what it should be, with the line */
    public static PasscodeFile read(Path file) throws KeysException {
        OwnerOnly.check(file);
        Map<String, Optional<PasscodeHash>> users = new HashMap<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int space = line.strip().lastIndexOf(' ');
                if (space < 0) {
                    throw new IllegalArgumentException("a line is NAME HASH");
                }
                String hash = line.strip().substring(space + 1);
                users.put(line.strip().substring(0, space).strip(),
                        hash.equals(NO_PASSCODE) ? Optional.empty() : Optional.of(PasscodeHash.parse(hash)));
            }
        } catch (IllegalArgumentException e) {
            throw new KeysException(file + ":" + number + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new KeysException(file + " can't be read: " + e.getMessage(), e);
        }
        return new PasscodeFile(users);
    }

    /** How many users there are. */
    public int size() {
        return users.size();
    }

    /** Whether the user is here, and needs no passcode. */
    public boolean knowsWithoutPasscode(String user) {
        return users.containsKey(user) && users.get(user).isEmpty();
    }

    /** Whether the user is here, with this passcode. */
    public boolean knows(String user, char[] passcode) {
        if (passcode.length == 0) {
            return false;
        }
        Optional<PasscodeHash> hash = users.getOrDefault(user, Optional.empty());
        return hash.orElse(NOBODY).matches(passcode) && hash.isPresent();
    }
}
