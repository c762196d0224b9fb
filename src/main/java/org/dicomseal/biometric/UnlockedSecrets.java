package org.dicomseal.biometric;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.SecondFactor;
import org.dicomseal.keys.Secret;

/** The second factors that were given so far, in memory alone. Thread-safe. */
final class UnlockedSecrets implements SecondFactor, AutoCloseable {

    private final Map<KeyId, Secret> secrets = new ConcurrentHashMap<>();

    @Override
    public Optional<Secret> of(KeyId id) {
        return Optional.ofNullable(secrets.get(id)).map(Secret::copy);
    }

    boolean has(KeyId id) {
        return secrets.containsKey(id);
    }

    /** Takes a copy. One that is there stays: it is the same, since every one was checked. */
    void put(KeyId id, Secret secret) {
        secrets.putIfAbsent(id, secret.copy());
    }

    @Override
    public void close() {
        secrets.values().forEach(Secret::close);
        secrets.clear();
    }
}
