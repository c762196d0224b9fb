package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreHandler;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.node.config.RouteConfig;
import org.dicomseal.node.config.WhenLocked;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.events.StoredObject;
import org.dicomseal.seal.WithoutPixels;
import org.dicomseal.spool.Incoming;
import org.dicomseal.spool.Spool;
import org.dicomseal.spool.SpoolFullException;
import org.dicomseal.spool.VaultLockedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes objects in (PS3.4 annex B). Success means: the object is whole, is what the command said it is, has a route, and
 * lies synced and queued in the spool. Anything else is a failure status, and the sender still has its object.
 */
final class StoreScp implements StoreHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StoreScp.class);
    private static final int PIXEL_DATA_PROVIDER_URL = Tag.of(0x0028, 0x7FE0);

    private final LiveConfig live;
    private final Spool spool;
    private final KeyLock lock;
    private final NodeEvents events;
    private final PeerQuotas quotas;

    StoreScp(LiveConfig live, Spool spool, KeyLock lock, NodeEvents events, PeerQuotas quotas) {
        this.quotas = quotas;
        this.live = live;
        this.spool = spool;
        this.lock = lock;
        this.events = events;
    }

    @Override
    public Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        Caller caller = association.caller();
        try {
            StoredObject stored = take(caller, request, dataSet);
            events.stored(caller, stored);
            return Outcome.SUCCESS;
        } catch (ServiceException e) {
            events.notStored(caller, e.status(), e.getMessage());
            throw e;
        }
    }

    private StoredObject take(Caller caller, StoreRequest request, InputStream dataSet) throws IOException {
        NodeConfig config = live.current();
        PeerConfig peer = authorize(config, caller);
        if (!quotas.mayStore(peer)) {
            throw refused(caller, Status.OUT_OF_RESOURCES, "more objects a minute than its quota, try later", null);
        }
        requireThatItCanBeRecorded(caller);
        try (Incoming incoming = Kept.orNot(spool::incoming)) {
            TransferSyntax syntax = TransferSyntax.of(request.transferSyntax());
            DataSet top = Intake.take(dataSet, incoming, syntax, config.limits().objectBytes());
            requireWhatTheCommandSays(request, top);
            requireCodestreamsWhereTheSyntaxHasThem(syntax, top);
            RouteConfig route = route(config, caller, request, top);
            requireWhatTheRouteTakes(route, top);
            requireKeys(config, caller, route);
            Labels labels = Labels.of(caller, request, top, route.name());
            String archive = archiveOf(config, route, caller).name();
            String id = Kept.orNot(() -> incoming.commit(archive, labels.toMap()));
            LOG.debug("{} from {} queued as {}", request.sopInstance(), caller, id);
            return new StoredObject(top.string(Tag.PATIENT_ID, ""), labels.study(), request.sopClass(), request.sopInstance(), incoming.size());
        } catch (DicomException e) {
            throw refused(caller, Status.CANNOT_UNDERSTAND, e.getMessage(), e);
        } catch (Intake.TooLargeException e) {
            throw refused(caller, Status.OUT_OF_RESOURCES, e.getMessage(), e);
        } catch (SpoolFullException e) {
            throw refused(caller, Status.OUT_OF_RESOURCES, e.getMessage(), e);
        } catch (Intake.NotKeptException e) {
            LOG.error("the spool cannot keep an object: {}", e.getMessage());
            throw refused(caller, Status.OUT_OF_RESOURCES, "the spool cannot take it, try later", e);
        } catch (VaultLockedException e) {
            throw refused(caller, Status.OUT_OF_RESOURCES, "the keystore is locked", e);
        }
    }

    /** While the key waits for its owner's finger, objects that need it may be unwelcome. */
    private void requireKeys(NodeConfig config, Caller caller, RouteConfig route) throws ServiceException {
        if (config.keystore().locked() == WhenLocked.REFUSE && !route.protect().isEmpty() && lock.isLocked()) {
            throw refused(caller, Status.OUT_OF_RESOURCES, "the keystore is locked", null);
        }
    }

    /** A step of the spool's. */
    @FunctionalInterface
    private interface Kept<T> {
        T step() throws IOException;

        /** Whatever the disk has against it is the disk's matter, and no failure of the object's or of the program's. */
        static <T> T orNot(Kept<T> kept) throws IOException {
            try {
                return kept.step();
            } catch (SpoolFullException | VaultLockedException e) {
                throw e;
            } catch (IOException e) {
                throw new Intake.NotKeptException(e);
            }
        }
    }

    private static PeerConfig authorize(NodeConfig config, Caller caller) throws ServiceException {
        PeerConfig peer = config.peer(caller).orElseThrow(() -> refused(caller, Status.NOT_AUTHORIZED, "unknown caller", null));
        if (!peer.services().contains(Service.STORE)) {
            throw refused(caller, Status.NOT_AUTHORIZED, peer.name() + " may not store", null);
        }
        return peer;
    }

    private void requireThatItCanBeRecorded(Caller caller) throws ServiceException {
        Optional<String> obstacle = events.obstacle();
        if (obstacle.isPresent()) {
            throw refused(caller, Status.OUT_OF_RESOURCES, obstacle.get(), null);
        }
    }

    private static void requireWhatTheCommandSays(StoreRequest request, DataSet top) throws ServiceException {
        require(Tag.SOP_CLASS_UID, request.sopClass(), top);
        require(Tag.SOP_INSTANCE_UID, request.sopInstance(), top);
    }

    private static void require(int tag, String expected, DataSet top) throws ServiceException {
        if (!expected.equals(top.string(tag))) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, Tag.toString(tag) + " is not the command's");
        }
    }

    /** Such an object cannot be sealed, nor read by anybody; better its sender learns of it than the dead letters. */
    private static void requireCodestreamsWhereTheSyntaxHasThem(TransferSyntax syntax, DataSet top) throws DicomException {
        if (top.get(Tag.PIXEL_DATA) instanceof FragmentsElement && !syntax.encapsulated()) {
            throw DicomException.of(Tag.PIXEL_DATA, "codestreams in " + syntax + ", which has none");
        }
    }

    private static RouteConfig route(NodeConfig config, Caller caller, StoreRequest request, DataSet top) throws ServiceException {
        Optional<RouteConfig> route = config.route(caller.callingAe(), caller.calledAe(), top.string(Tag.MODALITY, ""), request.sopClass());
        return route.orElseThrow(() -> refused(caller, Status.NOT_AUTHORIZED, "no route for such an object", null));
    }

    private static ArchiveConfig archiveOf(NodeConfig config, RouteConfig route, Caller caller) throws ServiceException {
        Optional<ArchiveConfig> archive = route.archive().isEmpty()
                ? config.archiveCalled(caller.calledAe())
                : Optional.ofNullable(config.archives().get(route.archive()));
        return archive.orElseThrow(() -> refused(caller, Status.NOT_AUTHORIZED, "no archive for it", null));
    }

    private static void requireWhatTheRouteTakes(RouteConfig route, DataSet top) throws ServiceException {
        if (top.contains(PIXEL_DATA_PROVIDER_URL)) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "its pixels are elsewhere: (0028,7FE0) is not taken");
        }
        boolean pixels = top.contains(Tag.PIXEL_DATA) || top.contains(Tag.FLOAT_PIXEL_DATA) || top.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
        if (!pixels && route.nonImage() == WithoutPixels.REJECT) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "objects without pixel data are not taken");
        }
    }

    private static ServiceException refused(Caller caller, int status, String why, Exception cause) {
        LOG.warn("C-STORE of {} refused with {}: {}", caller, Status.toString(status), why);
        return new ServiceException(status, why, cause);
    }
}
