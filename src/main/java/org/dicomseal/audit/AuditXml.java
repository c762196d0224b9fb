package org.dicomseal.audit;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes messages by the schema of PS3.15 section A.5.1, on one line. */
final class AuditXml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newInstance();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneId.systemDefault());
    /** "Application server process": its own code in the schema. */
    private static final String SOURCE_TYPE = "4";

    private final String source;

    /** @param source the node's name */
    AuditXml(String source) {
        this.source = source;
    }

    String write(AuditMessage message) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            xml.writeStartElement("AuditMessage");
            event(xml, message);
            for (Participant participant : message.participants()) {
                participant(xml, participant);
            }
            xml.writeStartElement("AuditSourceIdentification");
            attribute(xml, "AuditSourceID", source);
            xml.writeEmptyElement("AuditSourceTypeCode");
            xml.writeAttribute("csd-code", SOURCE_TYPE);
            xml.writeEndElement();
            for (Subject subject : message.subjects()) {
                subject(xml, subject);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an audit message could not be written", e);
        }
        return text.toString();
    }

    private static void event(XMLStreamWriter xml, AuditMessage message) throws XMLStreamException {
        xml.writeStartElement("EventIdentification");
        attribute(xml, "EventActionCode", String.valueOf(message.action()));
        attribute(xml, "EventDateTime", TIME.format(message.at()));
        attribute(xml, "EventOutcomeIndicator", Integer.toString(message.outcome()));
        code(xml, "EventID", message.event());
        if (message.type() != null) {
            code(xml, "EventTypeCode", message.type());
        }
        if (!message.description().isEmpty()) {
            xml.writeStartElement("EventOutcomeDescription");
            xml.writeCharacters(printable(message.description()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void participant(XMLStreamWriter xml, Participant participant) throws XMLStreamException {
        xml.writeStartElement("ActiveParticipant");
        attribute(xml, "UserID", participant.user());
        if (!participant.alternative().isEmpty()) {
            attribute(xml, "AlternativeUserID", participant.alternative());
        }
        attribute(xml, "UserIsRequestor", Boolean.toString(participant.requestor()));
        if (!participant.address().isEmpty()) {
            attribute(xml, "NetworkAccessPointID", participant.address());
            boolean ip = participant.address().matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.%\\w]*");
            attribute(xml, "NetworkAccessPointTypeCode", ip ? "2" : "1");
        }
        if (participant.role() != null) {
            code(xml, "RoleIDCode", participant.role());
        }
        xml.writeEndElement();
    }

    private static void subject(XMLStreamWriter xml, Subject subject) throws XMLStreamException {
        xml.writeStartElement("ParticipantObjectIdentification");
        attribute(xml, "ParticipantObjectID", subject.id());
        attribute(xml, "ParticipantObjectTypeCode", Integer.toString(subject.type()));
        attribute(xml, "ParticipantObjectTypeCodeRole", Integer.toString(subject.role()));
        code(xml, "ParticipantObjectIDTypeCode", subject.idType());
        if (subject.query() == null) {
            // The schema wants a name or a query. A patient's name is nobody's business here, and a UID is a name enough.
            xml.writeEmptyElement("ParticipantObjectName");
        } else {
            xml.writeStartElement("ParticipantObjectQuery");
            xml.writeCharacters(base64(subject.query()));
            xml.writeEndElement();
        }
        for (Map.Entry<String, byte[]> detail : new TreeMap<>(subject.details()).entrySet()) {
            xml.writeEmptyElement("ParticipantObjectDetail");
            attribute(xml, "type", detail.getKey());
            attribute(xml, "value", base64(detail.getValue()));
        }
        if (!subject.sopClasses().isEmpty()) {
            xml.writeStartElement("ParticipantObjectDescription");
            for (Map.Entry<String, Integer> each : new TreeMap<>(subject.sopClasses()).entrySet()) {
                xml.writeEmptyElement("SOPClass");
                if (!each.getKey().isEmpty()) {
                    attribute(xml, "UID", each.getKey());
                }
                attribute(xml, "NumberOfInstances", each.getValue().toString());
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void code(XMLStreamWriter xml, String element, Code code) throws XMLStreamException {
        xml.writeEmptyElement(element);
        attribute(xml, "csd-code", code.value());
        attribute(xml, "codeSystemName", code.scheme());
        attribute(xml, "originalText", code.meaning());
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value));
    }

    /** What others send may hold characters that XML has not, and line breaks, which would begin another message. */
    private static String printable(String text) {
        return text.codePoints().map(c -> c < ' ' || c >= 0x7F && c < 0xA0 || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String base64(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }
}
