package org.dicomseal.biometric.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which network is used: the user's own in the models folder, or the built-in one.
 * The user's is resnet152.onnx (input 1 x 3 x 224 x 224, output 2048 features) or resnet152.safetensors (torchvision's state_dict). If
 * resnet152.sha256 lies beside it, its digest must match. A TorchScript file has to be saved as one of the two first.
 */
public final class ModelFile {

    /** Where the built-in statistics lie among the resources. */
    static final String STATISTICS = "/org/dicomseal/biometric/resnet152-statistics.f32";

    private final Path userFile;
    private final String digest;

    private ModelFile(Path userFile, String digest) {
        this.userFile = userFile;
        this.digest = digest;
    }

    /**
     * Finds the model to use.
     *
     * @param models the folder where the user may have put one; need not exist
     * @throws ModelException if there is a file that can't be used; the built-in network never silently replaces a broken file
     */
    public static ModelFile find(Path models) throws IOException {
        for (String name : new String[] {"resnet152.safetensors", "resnet152.onnx"}) {
            Path file = models.resolve(name);
            if (Files.exists(file)) {
                String digest = sha256(file);
                checkDigest(models.resolve("resnet152.sha256"), file, digest);
                return new ModelFile(file, digest);
            }
        }
        for (String name : new String[] {"resnet152.pt", "resnet152.pth"}) {
            if (Files.exists(models.resolve(name))) {
                throw new ModelException(models.resolve(name) + " needs Python to be read; save it as resnet152.safetensors");
            }
        }
        return builtIn();
    }

    /** The deterministic network that needs no download. It is not a pretrained one. */
    public static ModelFile builtIn() throws IOException {
        MessageDigest sha = newSha256();
        sha.update(StructuredWeights.VERSION.getBytes(StandardCharsets.US_ASCII));
        try (InputStream in = statistics()) {
            sha.update(in.readAllBytes());
        }
        return new ModelFile(null, HexFormat.of().formatHex(sha.digest()));
    }

    /** Whether this is the built-in network. */
    public boolean isBuiltIn() {
        return userFile == null;
    }

    /** SHA-256, hexadecimal: of the user's file, or of what the built-in network is made from. */
    public String digest() {
        return digest;
    }

    /**
     * Opens the network. The graph is built in the cache on first use (232 MB, one or two seconds) and reused after that.
     *
     * @param cache a folder outside the repository; made if need be
     */
    public FeatureNetwork open(Path cache) throws IOException {
        if (userFile != null && userFile.toString().endsWith(".onnx")) {
            return new ResNetFeatures(userFile);
        }
        Path graph = cache.resolve("resnet152-" + digest.substring(0, 16) + ".onnx");
        if (!Files.exists(graph)) {
            build(graph);
        }
        return new ResNetFeatures(graph);
    }

    private void build(Path graph) throws IOException {
        if (userFile == null) {
            try (InputStream in = statistics()) {
                write(graph, new StructuredWeights(ResNet.RESNET152, NormStatistics.read(ResNet.RESNET152, in)));
            }
            return;
        }
        try (Safetensors weights = new Safetensors(userFile)) {
            weights.check(ResNet.RESNET152.parameters());
            write(graph, weights);
        }
    }

    /** Under a name of its own first, so that nobody ever finds half a graph. */
    private static void write(Path graph, Weights weights) throws IOException {
        Files.createDirectories(graph.toAbsolutePath().getParent());
        Path part = Files.createTempFile(graph.toAbsolutePath().getParent(), "resnet152", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                ResNetGraph.write(ResNet.RESNET152, weights, out);
            }
            Files.move(part, graph, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static InputStream statistics() throws ModelException {
        InputStream in = ModelFile.class.getResourceAsStream(STATISTICS);
        if (in == null) {
            throw new ModelException("the built-in network's statistics are not in this program; was it built whole?");
        }
        return new BufferedInputStream(in);
    }

    private static void checkDigest(Path expectedFile, Path file, String digest) throws IOException {
        if (Files.exists(expectedFile)) {
            String expected = Files.readString(expectedFile).strip().split("\\s+")[0];
            if (!expected.equalsIgnoreCase(digest)) {
                throw new ModelException(file + " has SHA-256 " + digest + ", but " + expectedFile + " says " + expected);
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest sha = newSha256();
        try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
            Files.copy(file, sink);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
