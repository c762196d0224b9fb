package org.dicomseal.dcm4che;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.View;

/** Unseals objects that fit into memory to their end before anything of them is sent, so that a changed one costs no association. */
final class SmallObject {

    private static final int LARGEST = 8 << 20;

    private SmallObject() {
    }

    /**
     * The data set; empty if it is larger than 8 MiB: then the object has to be opened anew to be written.
     *
     * @throws IOException if it can't be unsealed
     */
    static Optional<byte[]> bytes(UnsealedObject object, TransferSyntax syntax) throws IOException {
        Bounded bytes = new Bounded();
        try {
            object.writeTo(bytes, syntax, View.ORIGINAL);
            return Optional.of(bytes.toByteArray());
        } catch (TooLargeException e) {
            return Optional.empty();
        }
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (bytes.size() + length > LARGEST) {
                throw new TooLargeException();
            }
            bytes.write(source, offset, length);
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
