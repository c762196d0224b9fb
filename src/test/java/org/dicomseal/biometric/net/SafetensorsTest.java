package org.dicomseal.biometric.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private static final String GOOD = "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}}";

    @TempDir
    Path folder;

    @Test
    void readsFloatsAndLeavesTheRestAlone() throws IOException {
        try (Safetensors file = new Safetensors(write(GOOD, 1.5f, -2f, 0f, 0f))) {
            file.check(Map.of("a", new int[] {2, 1}));
            assertArrayEquals(new float[] {1.5f, -2f}, file.parameter("a"));
        }
    }

    @Test
    void namesWhatIsMissingOrMisshapen() throws IOException {
        try (Safetensors file = new Safetensors(write(GOOD, 1f, 2f, 0f, 0f))) {
            assertMessage("b", assertThrows(ModelException.class, () -> file.check(Map.of("b", new int[] {1}))));
            assertMessage("[2, 1]", assertThrows(ModelException.class, () -> file.check(Map.of("a", new int[] {2, 2}))));
            assertMessage("I64", assertThrows(ModelException.class, () -> file.check(Map.of("n", new int[0]))));
        }
    }

    @Test
    void refusesValuesThatAreNotFinite() throws IOException {
        try (Safetensors file = new Safetensors(write(GOOD, Float.NaN, 2f, 0f, 0f))) {
            assertThrows(ModelException.class, () -> file.parameter("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,80]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":[1]}", "[1]", "{\"a\":", "null"})
    void refusesHeadersThatDontFitTheFile(String header) throws IOException {
        Path file = write(header, 1f, 2f);
        assertThrows(ModelException.class, () -> new Safetensors(file).close());
    }

    @Test
    void refusesAHeaderLengthBeyondTheFileWithoutReadingIt() throws IOException {
        Path file = folder.resolve("long.safetensors");
        Files.write(file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array());
        assertThrows(ModelException.class, () -> new Safetensors(file).close());
    }

    private static void assertMessage(String part, Exception e) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    private Path write(String header, float... data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (float value : data) {
            bytes.putFloat(value);
        }
        Path file = folder.resolve("test.safetensors");
        Files.write(file, bytes.array());
        return file;
    }
}
