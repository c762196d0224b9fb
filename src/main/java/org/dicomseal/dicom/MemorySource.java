package org.dicomseal.dicom;

/** An array as a source. */
record MemorySource(byte[] content) implements ByteSource {

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position >= content.length) {
            return -1;
        }
        int count = (int) Math.min(length, content.length - position);
        System.arraycopy(content, (int) position, target, offset, count);
        return count;
    }
}
