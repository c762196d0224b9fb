package org.dicomseal.dicom;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Hostile data sets: whatever the bytes, there is a data set that can be written again, or a {@link DicomException}, and no more memory
 * is taken than the bytes account for. An ordinary build runs the seeds in the resources; {@code JAZZER_FUZZ=1 mvn
 * surefire:test@fuzz-seeds -Dtest=DataSetFuzzTest} looks for more.
 */
class DataSetFuzzTest {

    private static final List<TransferSyntax> SYNTAXES = List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE,
            TransferSyntax.EXPLICIT_BE, TransferSyntax.DEFLATED_LE, TransferSyntax.of(Uids.JPEG_BASELINE));
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MIB = 1 << 20;
    private static final long ALLOWED = 16L * MIB;
    /** The fuzzer instruments classes on this thread as they load: what is read again needs no more of that. */
    private static final int TRIES = 4;
    /** Deflated zeros become a thousand times as many. */
    private static final int ALLOWED_PER_BYTE = 20_000;

    /** The transfer syntax (the first byte) and a data set. */
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveADataSetOrADicomException(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        TransferSyntax syntax = SYNTAXES.get((data[0] & 0xFF) % SYNTAXES.size());
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        long allocated = Long.MAX_VALUE;
        long allowed = ALLOWED + (long) data.length * ALLOWED_PER_BYTE;
        for (int i = 0; i < TRIES && allocated > allowed; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            readAndWrite(bytes, syntax);
            forget(bytes, syntax);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated <= allowed, allocated + " bytes were allocated for " + data.length);
    }

    private static void readAndWrite(byte[] bytes, TransferSyntax syntax) throws IOException {
        ReadOptions options = new ReadOptions(MIB, MIB, 64, 100_000, BulkStore.inMemory(16L * MIB), -1, true, oddity -> { });
        try {
            DataSet dataSet = DicomReader.read(new ByteArrayInputStream(bytes), syntax, options);
            byte[] written = DicomWriter.toBytes(dataSet, syntax);
            assertTrue(DataSetComparison.compare(dataSet, DicomReader.fromBytes(written, syntax)).isEmpty());
        } catch (DicomException expected) {
            assertTrue(expected.getMessage() != null);
        }
    }

    /** As a node takes it in: every byte is read, next to nothing is kept. */
    private static void forget(byte[] bytes, TransferSyntax syntax) throws IOException {
        try {
            DataSet top = DicomReader.read(new ByteArrayInputStream(bytes), syntax,
                    new ReadOptions(256, MIB, 64, 100_000, BulkStore.inMemory(16L * MIB), -1, false, oddity -> { }));
            assertTrue(top.string(Tag.SOP_INSTANCE_UID, "") != null);
        } catch (DicomException expected) {
            assertTrue(expected.getMessage() != null);
        }
    }
}
