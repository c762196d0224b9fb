package org.dicomseal.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.config.NodeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NodeStartTest {

    @TempDir
    private Path folder;

    @Test
    void aNodeDoesNotStartBeforeABackupOfItsKeysWasVerified() throws Exception {
        NodeConfig config = configuration();
        try (Password password = Password.of("a test's password".toCharArray());
                Keyring keyring = Keyring.init(folder.resolve("node.p12"), password)) {
            KeysException refused = assertThrows(KeysException.class, () -> Node.start(config, keyring, key -> Optional.empty()));
            assertTrue(refused.getMessage().contains("keys backup"), refused.getMessage());
            assertFalse(Files.exists(folder.resolve("spool")), "nothing was opened");

            keyring.backup(folder.resolve("backup.p12"), password);
            try (Node node = Node.start(config, keyring, key -> Optional.empty())) {
                assertEquals(1, node.addresses().size());
            }
        }
    }

    private NodeConfig configuration() throws Exception {
        Path file = folder.resolve("node.yaml");
        Files.writeString(file, """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: 104}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s'}
                """.formatted(folder.resolve("spool"), folder.resolve("node.p12")));
        return NodeConfig.load(file);
    }
}
