package org.dicomseal.biometric.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX model in the making: nodes, constant tensors, one input and named outputs (onnx.proto3, IR version 8, operator set 13).
 * Tensors are produced one by one while the file is written, so that a graph of any size needs little memory.
 */
final class OnnxGraph {

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 13;
    private static final int FLOAT = 1;

    /** Values that are made when they are written. */
    @FunctionalInterface
    interface Values {
        float[] get() throws IOException;
    }

    private record Constant(byte[] head, long length, Values values) {
    }

    private final ProtoWriter nodes = new ProtoWriter();
    private final ProtoWriter interfaces = new ProtoWriter();
    private final List<Constant> constants = new ArrayList<>();

    /** Adds a node with one output, which takes the given name; returns that name. */
    String node(String operator, String output, List<String> inputs, ProtoWriter... attributes) {
        ProtoWriter node = new ProtoWriter();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output + ".node").text(4, operator);
        for (ProtoWriter attribute : attributes) {
            node.message(5, attribute);
        }
        nodes.message(1, node);
        return output;
    }

    /** Adds a constant tensor; returns its name. */
    String constant(String name, Values values, int... shape) {
        ProtoWriter tensor = new ProtoWriter();
        long count = 1;
        for (int size : shape) {
            tensor.number(1, size);
            count *= size;
        }
        tensor.number(2, FLOAT).text(8, name).announce(9, Float.BYTES * count);
        constants.add(new Constant(tensor.toBytes(), Float.BYTES * count, values));
        return name;
    }

    /** Declares the input; a text is a size that may vary. */
    void input(String name, Object... shape) {
        interfaces.message(11, valueInfo(name, shape));
    }

    void output(String name, Object... shape) {
        interfaces.message(12, valueInfo(name, shape));
    }

    static ProtoWriter integers(String name, int... values) {
        ProtoWriter attribute = new ProtoWriter().text(1, name);
        for (int value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7);
    }

    static ProtoWriter integer(String name, int value) {
        return new ProtoWriter().text(1, name).number(3, value).number(20, 2);
    }

    /** Writes the model. */
    void write(OutputStream out) throws IOException {
        byte[] nodeBytes = nodes.text(2, "resnet").toBytes();
        byte[] interfaceBytes = interfaces.toBytes();
        long length = nodeBytes.length + (long) interfaceBytes.length;
        for (Constant constant : constants) {
            length += initializer(constant).length + constant.head().length + constant.length();
        }
        out.write(new ProtoWriter().number(1, IR_VERSION).text(2, "DicomSeal").announce(7, length).toBytes());
        out.write(nodeBytes);
        for (Constant constant : constants) {
            out.write(initializer(constant));
            out.write(constant.head());
            out.write(littleEndian(constant));
        }
        out.write(interfaceBytes);
        out.write(new ProtoWriter().message(8, new ProtoWriter().text(1, "").number(2, OPERATOR_SET)).toBytes());
    }

    private static byte[] initializer(Constant constant) {
        return new ProtoWriter().announce(5, constant.head().length + constant.length()).toBytes();
    }

    private static byte[] littleEndian(Constant constant) throws IOException {
        float[] values = constant.values().get();
        if (Float.BYTES * (long) values.length != constant.length()) {
            throw new ModelException("a tensor has " + values.length + " values where the network needs " + constant.length() / Float.BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static ProtoWriter valueInfo(String name, Object... shape) {
        ProtoWriter dimensions = new ProtoWriter();
        for (Object size : shape) {
            dimensions.message(1, size instanceof Integer fixed ? new ProtoWriter().number(1, fixed) : new ProtoWriter().text(2, (String) size));
        }
        ProtoWriter tensorType = new ProtoWriter().number(1, FLOAT).message(2, dimensions);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensorType));
    }
}
