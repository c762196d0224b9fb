package org.dicomseal.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.node.commit.KnownObjects;
import org.dicomseal.node.config.Commitment;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.Protection;
import org.dicomseal.node.config.RouteConfig;
import org.dicomseal.node.config.Unmarked;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.events.SealWork;
import org.dicomseal.node.events.StoredObject;
import org.dicomseal.seal.SealPrint;
import org.dicomseal.seal.SealRefusedException;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Watermarker;
import org.dicomseal.seal.WithoutPixels;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.Delivery;
import org.dicomseal.spool.DeliveryException;
import org.dicomseal.spool.Receipt;
import org.dicomseal.spool.SpooledObject;
import org.dicomseal.spool.StagedCourier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes an object out of the spool, seals it as its route says, and stores it in its archive. It has been delivered when the
 * archive has answered success, and not before; and its bytes are kept until the archive has shown that it keeps them, where that
 * is configured.
 */
final class Forwarder implements StagedCourier {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    private static final long PARSED = 8L << 20;

    private final LiveConfig live;
    private final Sealers sealers;
    private final ObjectSender sender;
    private final WorkBudget budget;
    private final Path scratch;
    private final NodeEvents events;
    private final KnownObjects known;

    Forwarder(LiveConfig live, Sealers sealers, ObjectSender sender, WorkBudget budget, Path scratch, NodeEvents events, KnownObjects known) {
        this.known = known;
        this.live = live;
        this.sealers = sealers;
        this.sender = sender;
        this.budget = budget;
        this.scratch = scratch;
        this.events = events;
    }

    @Override
    public Delivery attempt(SpooledObject object) throws DeliveryException, InterruptedException {
        Labels labels = Labels.of(object.note());
        try {
            return forward(object, labels);
        } catch (DeliveryException e) {
            events.notForwarded(sender.archive(), stored(labels, "", object.size()), e.causeClass());
            throw e;
        }
    }

    private static StoredObject stored(Labels labels, String patientId, long bytes) {
        return new StoredObject(patientId, labels.study(), labels.sopClass(), labels.sopInstance(), bytes);
    }

    private Delivery forward(SpooledObject object, Labels labels) throws DeliveryException, InterruptedException {
        RouteConfig route = routeOf(labels);
        TransferSyntax syntax = TransferSyntax.of(labels.transferSyntax());
        if (route.protect().isEmpty()) {
            long bytes = sender.send(labels, List.of(syntax.uid()), (out, ignored) -> copy(object, out));
            events.forwarded(sender.archive(), stored(labels, patientOf(object, syntax), bytes), SealWork.NONE);
            return delivered(object, labels, "");
        }
        if (sealers.lock().isLocked()) {
            throw new DeliveryException(Cause.LOCKED, "the key that seals is locked until its owner's finger is shown");
        }
        try (ScratchFiles values = new ScratchFiles(scratch)) {
            DataSet original = DicomReader.read(new SpooledSource(object), syntax, ReadOptions.defaults().withStore(values));
            try (WorkBudget.Share share = budget.take(PARSED + WorkBudget.forFramesOf(original))) {
                if (route.protect().contains(Protection.SEAL)) {
                    return delivered(object, labels, sealAndSend(labels, route, original, syntax));
                }
                markAndSend(object, labels, route, original);
                return delivered(object, labels, "");
            }
        } catch (SealRefusedException e) {
            throw new DeliveryException(Cause.UNSEALABLE, e.getMessage(), e);
        } catch (DicomException e) {
            throw new DeliveryException(Cause.UNSEALABLE, "it cannot be read: " + e.getMessage(), e);
        } catch (KeyUnavailableException e) {
            boolean another = e.reason() == KeyUnavailableException.Reason.LOCKED && !sealers.lock().isLocked();
            throw new DeliveryException(another ? Cause.SEALED_BY_LOCKED_KEY : Cause.LOCKED, e.getMessage(), e);
        } catch (IOException e) {
            throw new DeliveryException(Cause.FAULT, e.toString(), e);
        }
    }

    /** @param sealPrint of what was sent; empty if it is not sealed */
    private Delivery delivered(SpooledObject object, Labels labels, String sealPrint) throws DeliveryException {
        byte[] content = sender.archive().commitment() == Commitment.COMPARE ? digest(object) : new byte[0];
        Receipt receipt = known.receipt(labels.sopClass(), labels.sopInstance(), sealPrint, content);
        return sender.archive().commitment() == Commitment.NONE ? new Delivery.Done(receipt) : new Delivery.Unconfirmed(receipt);
    }

    private static byte[] digest(SpooledObject object) throws DeliveryException {
        try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            copy(object, out);
            return out.getMessageDigest().digest();
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new DeliveryException(Cause.FAULT, "its bytes can't be digested: " + e.getMessage(), e);
        }
    }

    /** The print of what was sent; empty if that is not sealed. */
    private String sealAndSend(Labels labels, RouteConfig route, DataSet original, TransferSyntax syntax)
            throws IOException, KeyUnavailableException, DeliveryException, InterruptedException {
        long begun = System.nanoTime();
        try (SealedObject sealed = sealers.of(route, sender.archive()).seal(original, syntax)) {
            SealWork work = new SealWork(sealed.figures().originalLength(), sealed.figures().payloadLength(), System.nanoTime() - begun);
            settle(labels, route, sealed.figures().markedFrames(), sealed.figures().notMarked());
            List<String> syntaxes = syntaxesOf(sealed, syntax);
            long bytes = sender.send(labels, syntaxes, (out, chosen) -> sealed.writeTo(out, TransferSyntax.of(chosen)));
            events.forwarded(sender.archive(), stored(labels, original.string(Tag.PATIENT_ID, ""), bytes), work);
            return sealed.outcome() == SealedObject.Outcome.FORWARDED ? "" : SealPrint.of(sealed.dataSet(), syntax).orElse("");
        }
    }

    /** The Patient ID of an object that goes out as it came; empty if it cannot be had. */
    private static String patientOf(SpooledObject object, TransferSyntax syntax) {
        try {
            ReadOptions upToIt = ReadOptions.defaults().stoppingBefore(Tag.PATIENT_ID + 1);
            return DicomReader.read(new SpooledSource(object), syntax, upToIt).string(Tag.PATIENT_ID, "");
        } catch (IOException e) {
            return "";
        }
    }

    /** Watermarked and in clear; what can't be marked goes byte for byte as it came, if the route lets it. */
    private void markAndSend(SpooledObject object, Labels labels, RouteConfig route, DataSet original)
            throws IOException, KeyUnavailableException, DeliveryException, InterruptedException {
        TransferSyntax own = TransferSyntax.of(labels.transferSyntax());
        if (!original.contains(Tag.PIXEL_DATA) && route.nonImage() == WithoutPixels.REJECT) {
            throw new DeliveryException(Cause.UNSEALABLE, "it has no pixel data, and such objects are rejected here");
        }
        Watermarker.Result result = sealers.watermarker(route).mark(original, own);
        if (original.contains(Tag.PIXEL_DATA)) {
            settle(labels, route, result.marked(), result.notMarked());
        }
        DataSet sent = result.dataSet();
        boolean asItCame = sent == original;
        boolean codestreams = sent.get(Tag.PIXEL_DATA) instanceof FragmentsElement;
        List<String> syntaxes = Stream.of(own, TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE)
                .filter(each -> each.encapsulated() == codestreams).map(TransferSyntax::uid).distinct().toList();
        long bytes = sender.send(labels, syntaxes, (out, chosen) -> {
            if (asItCame && chosen.equals(own.uid())) {
                copy(object, out);
            } else {
                DicomWriter writer = new DicomWriter(out, TransferSyntax.of(chosen));
                writer.write(sent);
                writer.finish();
            }
        });
        events.forwarded(sender.archive(), stored(labels, original.string(Tag.PATIENT_ID, ""), bytes), SealWork.NONE);
    }

    /** An image that can't carry the watermark that its route asks for. */
    private static void settle(Labels labels, RouteConfig route, int marked, String notMarked) throws DeliveryException {
        if (notMarked.isEmpty() || !route.protect().contains(Protection.WATERMARK)) {
            return;
        }
        if (marked == 0 && route.unmarked() == Unmarked.REFUSE) {
            throw new DeliveryException(Cause.UNSEALABLE, "it can't be watermarked, as its route asks: " + notMarked);
        }
        LOG.atLevel(route.protect().contains(Protection.SEAL) ? Level.DEBUG : Level.INFO).log("{} of route {}: {} frames marked, others not: {}",
                labels.sopInstance(), route.name(), marked, notMarked);
    }

    /** A sealed object goes out with its VRs if it can, whatever it came in; another one as it came, if it can. */
    private static List<String> syntaxesOf(SealedObject object, TransferSyntax own) {
        Stream<TransferSyntax> plain = Stream.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE);
        boolean sealed = object.outcome() == SealedObject.Outcome.SEALED;
        return (sealed ? plain : Stream.concat(Stream.of(own), plain))
                .filter(object::canBeWrittenIn).map(TransferSyntax::uid).distinct().toList();
    }

    private static void copy(SpooledObject object, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (long at = 0; at < object.size(); ) {
            int n = object.read(at, buffer, 0, buffer.length);
            if (n < 0) {
                throw new IOException("the spool file ends early");
            }
            out.write(buffer, 0, n);
            at += n;
        }
    }

    /** The route that it took at intake; if that is gone from the configuration, the one it would take now. */
    private RouteConfig routeOf(Labels labels) throws DeliveryException {
        NodeConfig config = live.current();
        Optional<RouteConfig> named = config.routes().stream().filter(route -> route.name().equals(labels.route())).findFirst();
        return named.or(() -> config.route(labels.callingAe(), labels.calledAe(), labels.modality(), labels.sopClass()))
                .orElseThrow(() -> new DeliveryException(Cause.NO_ROUTE, "no route '" + labels.route() + "' is configured"));
    }
}
