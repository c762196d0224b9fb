package org.dicomseal.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One syslog message (RFC 5424) around an audit message, as PS3.15 section A.6 says: facility 10, message id {@code DICOM+RFC3881}. */
final class SyslogLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneId.systemDefault());
    private static final int SECURITY = 10;
    private static final int NOTICE = 5;
    private static final int WARNING = 4;
    private static final String BOM = "\uFEFF";

    private final String host;
    private final String process;

    /** @param host printable, without spaces */
    SyslogLine(String host) {
        this.host = token(host, 255);
        this.process = Long.toString(ProcessHandle.current().pid());
    }

    /** Without a line break at its end. */
    String of(Instant at, int outcome, String xml) {
        int priority = SECURITY * 8 + (outcome == AuditMessage.SUCCESS ? NOTICE : WARNING);
        return "<" + priority + ">1 " + TIME.format(at) + " " + host + " DicomSeal " + process + " DICOM+RFC3881 - " + BOM + xml;
    }

    private static String token(String text, int most) {
        String clean = text.replaceAll("[^!-~]", "_");
        return clean.isEmpty() ? "-" : clean.substring(0, Math.min(most, clean.length()));
    }
}
