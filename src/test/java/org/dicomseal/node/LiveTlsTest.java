package org.dicomseal.node;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.dicomseal.dimse.TestKeys;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.dicomseal.node.config.TlsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

class LiveTlsTest {

    @TempDir
    Path folder;

    private TestKeys keys;
    private LiveTls live;
    private TlsOptions options;
    private SSLContext first;

    @BeforeEach
    void load() throws Exception {
        keys = new TestKeys(Files.createDirectory(folder.resolve("a")));
        live = new LiveTls(new TlsConfig(keys.certificate, keys.key, keys.certificate, true));
        options = live.options(ClientCertificate.NONE);
        first = options.context();
    }

    private void look() {
        live.check();
        live.check();
    }

    @Test
    void changedFilesCountForConnectionsThatBeginThen() throws Exception {
        look();
        assertSame(first, options.context());
        TestKeys others = new TestKeys(Files.createDirectory(folder.resolve("b")));
        Files.write(keys.certificate, Files.readAllBytes(others.certificate));
        Files.write(keys.key, Files.readAllBytes(others.key));
        live.check();
        assertSame(first, options.context(), "they may be in the middle of being written");
        live.check();
        assertNotSame(first, options.context());
    }

    @Test
    void filesThatMakeNoIdentityLeaveTheOneBefore() throws Exception {
        byte[] good = Files.readAllBytes(keys.key);
        Files.writeString(keys.key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        look();
        assertSame(first, options.context());
        Files.writeString(keys.key, "-----BEGIN PRIVATE KEY-----\n*=*=\n-----END PRIVATE KEY-----\n");
        look();
        assertSame(first, options.context());
        Files.delete(keys.key);
        look();
        assertSame(first, options.context());
        Files.write(keys.key, good);
        look();
        assertNotSame(first, options.context(), "whole again, it is read anew");
    }
}
