package org.dicomseal.archive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.ServerOptions;

/**
 * A DICOM archive in a folder: C-ECHO, C-STORE, C-FIND, C-MOVE and C-GET on loopback. It is honest in what it does, and
 * small: its index is in memory, it doesn't sync what it writes, and it trusts whoever can reach loopback. For the demo
 * and for tests, never for patients' images.
 */
public final class EmbeddedArchive implements AutoCloseable {

    private final ObjectFolder objects;
    private final Map<String, InetSocketAddress> destinations = new ConcurrentHashMap<>();
    private final DimseServer server;
    private final String aeTitle;

    private EmbeddedArchive(ArchiveOptions options) throws IOException {
        aeTitle = options.aeTitle();
        objects = new ObjectFolder(options.folder(), options.habits());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
        server = DimseServer.start(ServerOptions.at(address), new ArchivePolicy(options), new DimseServices()
                .onStore(new StoreService(objects))
                .onFind(new FindService(objects, aeTitle))
                .onMove(new MoveService(objects, aeTitle, destinations, options.habits()))
                .onGet(new GetService(objects)));
    }

    /** @throws IOException if the folder can't be read or the port can't be bound */
    public static EmbeddedArchive start(ArchiveOptions options) throws IOException {
        return new EmbeddedArchive(options);
    }

    public InetSocketAddress address() {
        return server.address();
    }

    public int port() {
        return address().getPort();
    }

    public String aeTitle() {
        return aeTitle;
    }

    /** Makes an AE title known as a destination of C-MOVE, now or later. */
    public EmbeddedArchive knowDestination(String destination, InetSocketAddress destinationAddress) {
        destinations.put(destination, destinationAddress);
        return this;
    }

    /** How many objects there are. */
    public int size() {
        return objects.all().size();
    }

    /** The file (PS3.10) of an object, or null: what the archive really holds. */
    public Path file(String sopInstanceUid) {
        StoredObject object = objects.get(sopInstanceUid);
        return object == null ? null : object.file();
    }

    /** SOP Instance UIDs of all objects. */
    public List<String> sopInstanceUids() {
        return objects.all().stream().map(StoredObject::sopInstance).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
