package org.dicomseal.codec;

import java.io.IOException;

/**
 * Coded bytes that are no frame: cut, changed, made for another format, another key or another place in the object.
 * The message names what was wrong, never a pixel or a key.
 */
public final class CodecException extends IOException {

    public CodecException(String message) {
        super(message);
    }
}
