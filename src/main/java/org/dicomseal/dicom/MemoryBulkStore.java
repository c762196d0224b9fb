package org.dicomseal.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Large values in memory, under one limit for all of them. */
final class MemoryBulkStore implements BulkStore {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    MemoryBulkStore(long limit) {
        this.limit = limit;
    }

    @Override
    public BulkSink create() {
        return new Sink();
    }

    private final class Sink extends BulkSink {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (used.addAndGet(length) > limit) {
                throw new DicomException("large values take more than " + limit + " bytes of memory");
            }
            content.write(source, offset, length);
        }

        @Override
        public Bulk finish() {
            return Bulk.of(content.toByteArray());
        }
    }
}
