package org.dicomseal.keys;

/** Backups that were seen to come back, and their way back. */
final class Backup {

    private Backup() {
    }

    /** Writes the table to a new file, reads it back and compares; gives the table with every key marked as backed up. */
    static KeyTable verified(KeyTable table, KeystoreFile to, Password password) throws KeysException {
        KeyTable marked = table.mapped(KeyRow::withBackup);
        to.create(marked.mapped(row -> row.withFactor(row.factor().keeping(null))), password);
        try (KeyTable back = to.load(password)) {
            for (KeyRow row : marked.rows()) {
                if (!back.row(row.id()).map(row::holdsSameAs).orElse(false)) {
                    throw new KeysException("backup " + to.path() + " did not come back as it was written: key " + row.id());
                }
            }
        }
        return marked;
    }

    /** Adds the backup's keys to the keystore, or makes the keystore anew from them; gives the table as stored. */
    static KeyTable restore(KeystoreFile from, KeystoreFile to, Password password) throws KeysException {
        try (KeyTable backup = from.load(password)) {
            KeyTable marked = backup.mapped(KeyRow::withBackup);
            if (to.exists() && opens(to, password)) {
                return to.update(password, present -> merged(present, marked));
            }
            if (to.exists()) {
                to.setAside();
            }
            to.create(marked, password);
            return marked.copy();
        }
    }

    private static boolean opens(KeystoreFile file, Password password) {
        try (KeyTable table = file.load(password)) {
            return !table.rows().isEmpty();
        } catch (KeysException e) {
            return false;
        }
    }

    private static KeyTable merged(KeyTable present, KeyTable backup) {
        boolean hasActive = present.active().isPresent();
        KeyTable all = present.mapped(row -> backup.row(row.id()).filter(row::holdsSameAs).isPresent() ? row.withBackup() : row);
        for (KeyRow row : backup.rows()) {
            if (present.row(row.id()).isEmpty()) {
                all = all.plus(hasActive && row.state() == KeyState.ACTIVE ? row.withState(KeyState.DECRYPT_ONLY) : row);
            }
        }
        return all;
    }
}
