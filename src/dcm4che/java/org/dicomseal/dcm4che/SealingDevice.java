package org.dicomseal.dcm4che;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.TransferCapability;
import org.dcm4che3.net.service.BasicCEchoSCP;
import org.dcm4che3.net.service.DicomServiceRegistry;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.SecondFactor;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.WithoutPixels;

/** The smallest dcm4che application with the plug-in: a store-and-retrieve SCP whose folder holds sealed objects only. */
public final class SealingDevice {

    private static final int FIXED_ARGUMENTS = 4;

    private SealingDevice() {
    }

    /** The plug-in's services: what an existing application adds to its own registry. */
    static DicomServiceRegistry services(KeySource keys, Path folder, Map<String, Connection> destinations) throws IOException {
        SealedStore store = new FolderStore(folder.resolve("sealed"));
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        Sealer sealer = new Sealer(keys, Scratch.in(scratch), SealOptions.defaults().withWithoutPixels(WithoutPixels.SEAL));
        Unsealer unsealer = Unsealer.onAllCores(keys);
        DicomServiceRegistry services = new DicomServiceRegistry();
        services.addDicomService(new BasicCEchoSCP());
        services.addDicomService(new SealingCStoreSCP(sealer, unsealer, store, scratch));
        services.addDicomService(new UnsealingCMoveSCP(unsealer, store, destinations));
        services.addDicomService(new UnsealingCGetSCP(unsealer, store));
        return services;
    }

    /** A device with one AE that accepts every SOP class in every transfer syntax, and listens once its connections are bound. */
    static Device device(String aeTitle, String host, int port, DicomServiceRegistry services) {
        Connection connection = new Connection("dicom", host, port);
        connection.setTcpNoDelay(true);
        ApplicationEntity ae = new ApplicationEntity(aeTitle);
        ae.setAssociationAcceptor(true);
        ae.setAssociationInitiator(true);
        ae.addConnection(connection);
        ae.addTransferCapability(new TransferCapability(null, "*", TransferCapability.Role.SCP, "*"));
        ae.addTransferCapability(new TransferCapability(null, "*", TransferCapability.Role.SCU, "*"));
        Device device = new Device("dicomseal");
        device.addConnection(connection);
        device.addApplicationEntity(ae);
        device.setDimseRQHandler(services);
        device.setExecutor(Executors.newCachedThreadPool());
        device.setScheduledExecutor(Executors.newSingleThreadScheduledExecutor());
        return device;
    }

    /**
     * Runs until it is stopped. The keystore's password is taken from the environment.
     *
     * @param args KEYSTORE FOLDER AETITLE PORT, and any number of move destinations, each AETITLE@HOST:PORT
     */
    public static void main(String[] args) throws IOException, KeysException, GeneralSecurityException {
        if (args.length < FIXED_ARGUMENTS) {
            throw new IllegalArgumentException("usage: KEYSTORE FOLDER AETITLE PORT [AETITLE@HOST:PORT ...]");
        }
        Map<String, Connection> destinations = new LinkedHashMap<>();
        for (int i = FIXED_ARGUMENTS; i < args.length; i++) {
            String[] parts = args[i].split("[@:]");
            destinations.put(parts[0], new Connection(null, parts[1], Integer.parseInt(parts[2])));
        }
        try (Password password = Password.find(null)) {
            Keyring keys = Keyring.open(Path.of(args[0]), password, SecondFactor.none());
            device(args[2], null, Integer.parseInt(args[3]), services(keys, Path.of(args[1]), destinations)).bindConnections();
        }
    }
}
