package org.dicomseal.dimse;

import org.dicomseal.dicom.FileMeta;

/** How this implementation names itself to peers (PS3.7 annex D.3.3.2). */
public final class Implementation {

    /** Implementation Class UID, the same as in files. */
    public static final String CLASS_UID = FileMeta.IMPLEMENTATION_CLASS_UID;

    /** Implementation Version Name, at most 16 characters. */
    public static final String VERSION_NAME = FileMeta.IMPLEMENTATION_VERSION_NAME;

    private Implementation() {
    }
}
