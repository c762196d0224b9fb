package org.dicomseal.biometric.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    @TempDir
    Path models;

    @Test
    void anEmptyFolderMeansTheBuiltInModel() throws IOException {
        ModelFile model = ModelFile.find(models);
        assertTrue(model.isBuiltIn());
        assertEquals(ModelFile.builtIn().digest(), model.digest());
    }

    @Test
    void aUsersFileIsTakenAndItsDigestChecked() throws IOException {
        Path file = Files.writeString(models.resolve("resnet152.onnx"), "abc");
        ModelFile model = ModelFile.find(models);
        assertFalse(model.isBuiltIn());
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", model.digest());
        Files.writeString(models.resolve("resnet152.sha256"), "00 " + file.getFileName());
        assertThrows(ModelException.class, () -> ModelFile.find(models));
    }

    @Test
    void aBrokenUsersFileIsNamedAndNeverReplacedByTheBuiltInModel() throws IOException {
        Files.writeString(models.resolve("resnet152.safetensors"), "this is no model");
        ModelFile model = ModelFile.find(models);
        ModelException e = assertThrows(ModelException.class, () -> model.open(models.resolve("cache")));
        assertTrue(e.getMessage().contains("resnet152.safetensors"), e.getMessage());
    }

    @Test
    void aPickledFileIsRefusedWithAdvice() throws IOException {
        Files.writeString(models.resolve("resnet152.pth"), "x");
        ModelException e = assertThrows(ModelException.class, () -> ModelFile.find(models));
        assertTrue(e.getMessage().contains("safetensors"), e.getMessage());
    }

    @Test
    void theBuiltInWeightsAreTheSameEverywhere() throws IOException, NoSuchAlgorithmException {
        Weights weights = new StructuredWeights(ResNet.RESNET152, NormStatistics.identity(ResNet.RESNET152));
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (String name : new String[] {"conv1.weight", "layer1.0.conv1.weight", "layer2.1.conv2.weight", "layer4.2.conv3.weight"}) {
            float[] values = weights.parameter(name);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
            bytes.asFloatBuffer().put(values);
            sha.update(bytes.array());
        }
        assertEquals("e058414c6c57b6f5", HexFormat.of().formatHex(sha.digest(), 0, 8));
    }
}
