package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.dicomseal.biometric.OwnerEnrolment;
import org.dicomseal.biometric.Owners;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Secret;
import org.dicomseal.node.RunningNodes;

/** What follows a change of keys or a shown finger: the unattended copy, running nodes, and what the person should do next. */
final class KeyChange {

    private final Path keystore;
    private final boolean unattended;
    private final PrintWriter out;

    KeyChange(KeystoreOptions options, PrintWriter out) throws KeysException {
        this.keystore = options.keystore();
        this.unattended = options.unattended();
        this.out = out;
    }

    /** Keeps what the finger gave in the keystore, or sees to it that it isn't there, as configured. */
    void keepOrForget(Owners owners, List<Secret> secrets, Password password) throws KeysException {
        if (unattended) {
            for (Secret secret : secrets) {
                owners.keyring().keepSecondFactor(secret, password);
            }
            out.println("kept in the keystore, as 'unattended: true' says: the node starts without the finger, and the finger adds nothing there");
        } else if (owners.keyring().keepsSecondFactors()) {
            owners.keyring().forgetSecondFactors(password);
            out.println("taken out of the keystore, since 'unattended' isn't set any more: the node needs the finger at every start");
        }
    }

    /** Says what a new owner must know, the recovery code for the only time. */
    void sayEnrolled(OwnerEnrolment.NewOwner made) {
        made.leftOut().forEach(image -> out.println("not used: " + image));
        out.println("enrolled '" + made.owner().owner() + "', enrolment " + made.owner().generation() + "; new key " + made.key() + " needs the finger");
        out.println();
        out.println("Recovery code, shown this once; write it down, and keep it away from the keystore and its backup:");
        out.println("  " + made.recoveryCode());
        out.println();
    }

    /** After a new key: running nodes read it, and it must be backed up. */
    void newKey(List<Secret> secrets) throws IOException {
        say(new RunningNodes(keystore).reload());
        for (Secret secret : secrets) {
            new RunningNodes(keystore).unlock(secret).stream().filter(RunningNodes.Answer::done).forEach(answer -> out.println("node: " + answer.text()));
        }
        out.println("Back the keystore up now, with its owners: earlier backups don't hold the new key.");
        out.println("  java -jar dicomseal.jar keys backup FILE");
    }

    /** Hands secrets over to running nodes; how many nodes took any of them. */
    int handOver(List<Secret> secrets) throws IOException {
        int took = 0;
        for (Secret secret : secrets) {
            for (RunningNodes.Answer answer : new RunningNodes(keystore).unlock(secret)) {
                out.println("node: " + answer.text());
                took += answer.done() ? 1 : 0;
            }
        }
        return took;
    }

    /** After a backup or restore: running nodes may take new keys over now. */
    void backedUp() throws IOException {
        say(new RunningNodes(keystore).reload());
    }

    private void say(List<RunningNodes.Answer> answers) {
        answers.forEach(answer -> out.println("node: " + answer.text()));
    }
}
