package org.dicomseal.node;

import java.util.Set;
import org.dicomseal.biometric.OwnerInfo;
import org.dicomseal.biometric.Owners;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.SecondFactor;
import org.dicomseal.keys.Secret;
import org.dicomseal.node.config.KeystoreConfig;
import org.dicomseal.node.events.NodeEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running node lets be done with its keystore: all use of a finger on it goes through here. */
final class KeystoreService {

    private static final Logger LOG = LoggerFactory.getLogger(KeystoreService.class);

    private final Owners owners;
    private final KeystoreConfig config;
    private final NodeEvents events;

    KeystoreService(Owners owners, KeystoreConfig config, NodeEvents events) {
        this.owners = owners;
        this.config = config;
        this.events = events;
    }

    /** What came of a request, in words. */
    record Answer(boolean done, String text) {
    }

    /** Believes a second factor if it opens any key. A wrong one changes nothing. */
    Answer unlock(Secret secret) {
        Set<KeyId> opened = owners.unlock(secret);
        if (opened.isEmpty()) {
            LOG.warn("a second factor was given that opens no key");
            events.keysUsed("unlock", false);
            return new Answer(false, "this opens no key of the node");
        }
        for (KeyId key : opened) {
            String owner = owners.ownerOf(key).map(OwnerInfo::owner).orElse("an unknown owner");
            LOG.info("key {} of {} is unlocked", key, owner);
            events.keysUsed("unlock key " + key + " of " + owner, true);
        }
        return new Answer(true, opened.size() + " key(s) unlocked" + (owners.isLocked() ? ", but the one that seals is another" : ""));
    }

    /** Takes over the keystore and the owners as they are on disk now, unless its new active key should be backed up first. */
    synchronized Answer reload() {
        try (Password password = Password.find(config.passwordFile().orElse(null))) {
            if (config.requireBackup()) {
                try (Keyring fresh = Keyring.open(config.path(), password, SecondFactor.none())) {
                    if (!fresh.activeIsBackedUp()) {
                        return new Answer(false, "the node goes on with the keys it has: the new one has no verified backup yet");
                    }
                }
            }
            owners.reload(password);
        } catch (KeysException e) {
            LOG.error("the keystore could not be read anew: {}", e.getMessage());
            events.keysUsed("read the keystore anew", false);
            return new Answer(false, "the node goes on with the keys it has: " + e.getMessage());
        }
        events.keysUsed("read the keystore anew", true);
        LOG.info("keystore read anew{}", owners.isLocked() ? "; the key that seals is locked" : "");
        return new Answer(true, "the node uses the keystore as it is now" + (owners.isLocked() ? "; it waits to be unlocked" : ""));
    }
}
