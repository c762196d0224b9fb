package org.dicomseal.biometric.net;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A safetensors file: 8 bytes of header length (little-endian), a JSON header of name -> dtype, shape, data_offsets, then the data
 * (<a href="https://github.com/huggingface/safetensors#format">format</a>). Only F32 tensors can be read; others may be there and are left alone.
 * Every length and offset is checked against the file before it is used.
 */
final class Safetensors implements Weights, AutoCloseable {

    private static final int MAX_HEADER = 2 << 20;

    private record Tensor(String type, int[] shape, long begin, long end) {
    }

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Safetensors(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            readHeader();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Checks that every parameter is there, as F32 and in the right shape.
     *
     * @throws ModelException naming the first that isn't
     */
    void check(Map<String, int[]> shapes) throws ModelException {
        for (Map.Entry<String, int[]> wanted : shapes.entrySet()) {
            Tensor tensor = tensors.get(wanted.getKey());
            if (tensor == null) {
                throw new ModelException(file + " has no parameter " + wanted.getKey() + "; save torchvision's resnet152 state_dict");
            }
            if (!tensor.type().equals("F32")) {
                throw new ModelException(file + ": " + wanted.getKey() + " is of type " + tensor.type() + ", not F32; call .float() before saving");
            }
            if (!Arrays.equals(tensor.shape(), wanted.getValue())) {
                throw new ModelException(file + ": " + wanted.getKey() + " has shape " + Arrays.toString(tensor.shape())
                        + ", not " + Arrays.toString(wanted.getValue()) + "; is it a resnet152?");
            }
        }
    }

    @Override
    public float[] parameter(String name) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelException(file + " has no parameter " + name);
        }
        ByteBuffer bytes = read(tensor.begin(), (int) (tensor.end() - tensor.begin()));
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelException(file + ": " + name + " holds a value that is not finite");
            }
        }
        return values;
    }

    private void readHeader() throws IOException {
        if (channel.size() < 8) {
            throw new ModelException(file + " is too short for a safetensors file");
        }
        long length = read(0, 8).getLong();
        if (length < 2 || length > MAX_HEADER || length > channel.size() - 8) {
            throw new ModelException(file + " is no safetensors file: its header can't have " + length + " bytes");
        }
        String json = StandardCharsets.UTF_8.decode(read(8, (int) length)).toString();
        long dataStart = 8 + length;
        try {
            // JSON is a subset of YAML 1.2
            Object header = new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(json);
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) header).entrySet()) {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put((String) entry.getKey(), tensor((Map<?, ?>) entry.getValue(), dataStart));
                }
            }
        } catch (YamlEngineException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            throw new ModelException(file + ": the safetensors header can't be read", e);
        }
    }

    private Tensor tensor(Map<?, ?> entry, long dataStart) throws IOException {
        List<?> sizes = (List<?>) entry.get("shape");
        int[] shape = new int[sizes.size()];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = ((Number) sizes.get(i)).intValue();
            count = Math.multiplyExact(count, shape[i]);
        }
        List<?> offsets = (List<?>) entry.get("data_offsets");
        long begin = ((Number) offsets.get(0)).longValue();
        long end = ((Number) offsets.get(1)).longValue();
        String type = (String) entry.get("dtype");
        boolean inside = begin >= 0 && begin <= end && end <= channel.size() - dataStart && end - begin <= Integer.MAX_VALUE;
        if (!inside || type.equals("F32") && end - begin != Float.BYTES * count) {
            throw new ModelException(file + ": a tensor's offsets " + begin + " to " + end + " don't fit the file or its shape");
        }
        return new Tensor(type, shape, dataStart + begin, dataStart + end);
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException(file + " ended early");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
