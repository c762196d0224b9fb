package org.dicomseal.node.commit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.EventReporter;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.MoveTarget;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.Delivery;
import org.dicomseal.spool.DeliveryException;
import org.dicomseal.spool.SpooledObject;
import org.dicomseal.spool.StagedCourier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a modality the result of its request for commitment, once it can be told: on the association that the request came on if that
 * is still open, else on one of ours on which we propose to be the provider (PS3.4 section J.3.3, PS3.7 section D.3.3.4).
 */
final class ResultCourier implements StagedCourier {

    private static final Logger LOG = LoggerFactory.getLogger(ResultCourier.class);
    private static final List<String> NATIVE = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
    /** The answer to the request goes first; and many requesters close its association at once, and wait for another. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 8 << 20;

    private final LiveConfig live;
    private final TlsOptions tls;
    private final CommitmentJudge judge;
    private final OpenRequests open;
    private final Clock clock;

    /** @param tls null for a node without a TLS identity */
    ResultCourier(LiveConfig live, TlsOptions tls, CommitmentJudge judge, OpenRequests open, Clock clock) {
        this.live = live;
        this.tls = tls;
        this.judge = judge;
        this.open = open;
        this.clock = clock;
    }

    @Override
    public Delivery attempt(SpooledObject object) throws DeliveryException {
        Duration age = Duration.between(object.note().received(), clock.instant());
        if (age.compareTo(FIRST_WAIT) < 0 && object.attempts() == 0) {
            return new Delivery.Postponed(FIRST_WAIT.minus(age).plusMillis(1));
        }
        NodeConfig config = live.current();
        ArchiveConfig archive = config.archives().get(object.note().label("archive"));
        if (archive == null) {
            throw new DeliveryException(Cause.NO_ROUTE, "archive " + object.note().label("archive") + " is not configured any more");
        }
        CommitmentRequest request = read(object);
        boolean late = age.compareTo(archive.commitmentWait()) > 0;
        if (!late && request.references().stream().anyMatch(each -> judge.fromQueue(each).filter(Verdict.PENDING::equals).isPresent())) {
            return later(age);
        }
        List<Reference> committed = new ArrayList<>();
        Map<Reference, Integer> failed = new LinkedHashMap<>();
        for (Reference reference : request.references()) {
            Verdict verdict = judge.judge(config, archive, reference);
            switch (verdict.kind()) {
                case COMMITTED -> committed.add(reference);
                case FAILED -> failed.put(reference, verdict.reason());
                default -> {
                    if (!late) {
                        return later(age);
                    }
                    failed.put(reference, Status.PROCESSING_FAILURE);
                }
            }
        }
        tell(config, object, new CommitmentResult(request.transaction(), committed, failed));
        open.forget(object.id());
        return Delivery.DONE;
    }

    private static Delivery later(Duration age) {
        Duration part = age.dividedBy(4);
        Duration least = part.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : part;
        return new Delivery.Postponed(least.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : least);
    }

    private static CommitmentRequest read(SpooledObject object) throws DeliveryException {
        try {
            if (object.size() > MOST_BYTES) {
                throw new IOException("of " + object.size() + " bytes");
            }
            byte[] bytes = new byte[(int) object.size()];
            for (int done = 0; done < bytes.length; ) {
                int count = object.read(done, bytes, done, bytes.length - done);
                if (count < 0) {
                    throw new IOException("it ends early");
                }
                done += count;
            }
            return CommitmentRequest.parse(bytes, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new DeliveryException(Cause.CORRUPT, "the queued request can't be read: " + e.getMessage(), e);
        }
    }

    private void tell(NodeConfig config, SpooledObject object, CommitmentResult result) throws DeliveryException {
        String ae = object.note().label("callingAe");
        String ours = object.note().label("calledAe");
        Optional<Association> same = open.get(object.id());
        if (same.isPresent()) {
            try {
                check(ae, report(same.get(), result, ours));
                LOG.info("{} was told the result of transaction {} on its association: {} committed, {} failed", ae,
                        result.transaction(), result.committed().size(), result.failed().size());
                return;
            } catch (IOException e) {
                LOG.info("the association of {} is gone, its result goes on another: {}", ae, e.getMessage());
            }
        }
        MoveTarget target = Optional.ofNullable(config.peers().get(object.note().label("peer"))).flatMap(PeerConfig::commitmentTarget)
                .orElseThrow(() -> new DeliveryException(Cause.NO_ROUTE, ae + " is gone without its result, and peer "
                        + object.note().label("peer") + " has no 'commitment' address to bring it to"));
        try (Association association = associate(config, ours, ae, target)) {
            check(ae, report(association, result, ours));
        } catch (AssociationRejectedException e) {
            throw new DeliveryException(e.isTransient() ? Cause.UNREACHABLE : Cause.REJECTED, e.getMessage(), e);
        } catch (NoPresentationContextException e) {
            throw new DeliveryException(Cause.REFUSED, ae + " takes no results of storage commitment at its address", e);
        } catch (IOException e) {
            throw new DeliveryException(Cause.UNREACHABLE, ae + " can't be told the result: " + e.getMessage(), e);
        }
        LOG.info("{} was told the result of transaction {}: {} committed, {} failed", ae, result.transaction(),
                result.committed().size(), result.failed().size());
    }

    private Association associate(NodeConfig config, String ours, String ae, MoveTarget target) throws IOException {
        AssociationProposal proposal = new AssociationProposal(ours, ae)
                .context(Uids.STORAGE_COMMITMENT_PUSH, NATIVE).role(Uids.STORAGE_COMMITMENT_PUSH, false, true);
        return Association.open(new InetSocketAddress(target.host(), target.port()), proposal, config.network(), target.tls() ? tls : null);
    }

    private static Outcome report(Association association, CommitmentResult result, String ours) throws IOException {
        EventReporter reporter = new EventReporter(association, Uids.STORAGE_COMMITMENT_PUSH);
        return reporter.report(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE, result.eventType(), result.encode(reporter.transferSyntax(), ours));
    }

    private static void check(String ae, Outcome answer) throws DeliveryException {
        if (!answer.isDone()) {
            throw new DeliveryException(Cause.REFUSED, ae + " answered its result with " + answer);
        }
    }
}
