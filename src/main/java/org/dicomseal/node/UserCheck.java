package org.dicomseal.node;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.IdentityAnswer;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.UserIdentity;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.PasscodeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the users of peers whose users must say who they are, by name or by name and passcode. Tickets, assertions and tokens
 * (Kerberos, SAML, JSON web token) are refused. The file is read at each association: a user that was taken out is out.
 */
final class UserCheck {

    private static final Logger LOG = LoggerFactory.getLogger(UserCheck.class);
    /** A hash takes a good part of a second of a core, so that nobody can try many; nor may those who try take all cores. */
    private static final int AT_ONCE = 1;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    IdentityAnswer check(Caller caller, Path users, Optional<UserIdentity> presented) {
        if (presented.isEmpty()) {
            return refused(caller, "no user identity");
        }
        UserIdentity identity = presented.get();
        try {
            PasscodeFile file = PasscodeFile.read(users);
            String name = new String(identity.primary(), StandardCharsets.UTF_8);
            return switch (identity.type()) {
                case UserIdentity.USER_NAME -> file.knowsWithoutPasscode(name) ? IdentityAnswer.VERIFIED
                        : refused(caller, "no such user, or one that needs a passcode");
                case UserIdentity.USER_NAME_AND_PASSCODE -> withPasscode(caller, file, name, identity.secondary());
                default -> refused(caller, "a user identity by " + identity.typeName() + ", which is not supported");
            };
        } catch (KeysException e) {
            LOG.error("nobody gets in as a user of {}: {}", caller.callingAe(), e.getMessage());
            return IdentityAnswer.REJECTED;
        }
    }

    private IdentityAnswer withPasscode(Caller caller, PasscodeFile file, String name, byte[] secondary) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(secondary));
        char[] passcode = new char[decoded.remaining()];
        decoded.get(passcode);
        Arrays.fill(decoded.array(), '\0');
        try {
            turns.acquire();
            try {
                return file.knows(name, passcode) ? IdentityAnswer.VERIFIED : refused(caller, "unknown user, or wrong passcode");
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IdentityAnswer(Optional.of(AssociateReject.TEMPORARY_CONGESTION), false);
        } finally {
            Arrays.fill(passcode, '\0');
        }
    }

    private static IdentityAnswer refused(Caller caller, String why) {
        LOG.warn("association refused: {}: {}", caller, why);
        return IdentityAnswer.REJECTED;
    }
}
