package org.dicomseal.soak;

/**
 * The moments between the first byte of an object and the last trace of it in the spool at which a power cut or a SIGKILL is most
 * likely to do harm. Each is the entry or the end of a method of the node, found by name: the node itself knows nothing of this.
 */
enum CrashPoint {

    /** The node's start is at the files that have no task. */
    DURING_RECONCILIATION("org.dicomseal.spool.Reconciliation", "queueFilesWithoutRow", false),
    /** The object's bytes are on the disk, under a name that counts for nothing. */
    AFTER_FSYNC("org.dicomseal.spool.SpoolFiles", "finish", true),
    /** The file has its final name; there is no task. */
    AFTER_RENAME("org.dicomseal.spool.SpoolFiles", "rename", true),
    /** The task is in the database. */
    AFTER_ENQUEUE("org.dicomseal.spool.TaskTable", "insert", true),
    /** The store has succeeded, and the sender doesn't know yet. */
    BEFORE_ACK("org.dicomseal.node.StoreScp", "store", true),
    /** Part of the sealed object is in the scratch folder. */
    MID_SEAL("org.dicomseal.seal.PayloadWriter", "write", true),
    /** Part of the sealed object is on its way to the archive. */
    MID_FORWARD("org.dicomseal.node.ObjectSender$NetworkOutput", "write", true),
    /** The archive has answered success, and nobody here has noted it. */
    AFTER_RESPONSE("org.dicomseal.node.ObjectSender", "storeWith", true),
    /** The task is gone, the bytes are not. */
    BEFORE_DELETE("org.dicomseal.spool.SpoolParts", "forget", false),
    /** The file's key is destroyed, the file is still there. */
    MID_DELETE("org.dicomseal.keys.EncryptedFile", "destroyKey", true),
    /** Nothing is left of the object. */
    AFTER_DELETE("org.dicomseal.spool.SpoolParts", "forget", true);

    private final String className;
    private final String method;
    private final boolean atEnd;

    CrashPoint(String className, String method, boolean atEnd) {
        this.className = className;
        this.method = method;
        this.atEnd = atEnd;
    }

    String className() {
        return className;
    }

    String method() {
        return method;
    }

    /** Whether the moment is the method's return; else its call. */
    boolean isAtEnd() {
        return atEnd;
    }
}
