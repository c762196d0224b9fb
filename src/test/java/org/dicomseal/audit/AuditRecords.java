package org.dicomseal.audit;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reads a trail back as a strict receiver would: RFC 5424 around, the standard's schema within. */
public final class AuditRecords {

    private static final Pattern LINE = Pattern.compile(
            "<(\\d{1,3})>1 (\\S+) ([!-~]{1,255}) DicomSeal \\d+ DICOM\\+RFC3881 - \uFEFF(<AuditMessage>.*</AuditMessage>)", Pattern.DOTALL);
    private static final Schema SCHEMA = schema();

    private AuditRecords() {
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(AuditRecords.class.getResource("audit-message.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One message. */
    public record Record(int priority, Element root) {

        public String event() {
            return first("EventID").getAttribute("csd-code");
        }

        public String type() {
            return root.getElementsByTagName("EventTypeCode").getLength() == 0 ? "" : first("EventTypeCode").getAttribute("csd-code");
        }

        public String action() {
            return first("EventIdentification").getAttribute("EventActionCode");
        }

        public String outcome() {
            return first("EventIdentification").getAttribute("EventOutcomeIndicator");
        }

        public String description() {
            return root.getElementsByTagName("EventOutcomeDescription").getLength() == 0 ? "" : first("EventOutcomeDescription").getTextContent();
        }

        public Element first(String name) {
            return (Element) root.getElementsByTagName(name).item(0);
        }

        /** Elements of that name, one of whose attributes has this value. */
        public List<Element> all(String name, String attribute, String value) {
            List<Element> found = new ArrayList<>();
            NodeList nodes = root.getElementsByTagName(name);
            for (int i = 0; i < nodes.getLength(); i++) {
                Element element = (Element) nodes.item(i);
                if (element.getAttribute(attribute).equals(value)) {
                    found.add(element);
                }
            }
            return found;
        }
    }

    /** Every line of a file, each checked. */
    public static List<Record> in(Path file) throws IOException {
        List<Record> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            records.add(of(line));
        }
        return records;
    }

    /** One message in its syslog line. */
    public static Record of(String line) throws IOException {
        Matcher parts = LINE.matcher(line);
        assertTrue(parts.matches(), () -> "no audit message: " + line);
        try {
            SCHEMA.newValidator().validate(new StreamSource(new StringReader(parts.group(4))));
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(parts.group(4))));
            return new Record(Integer.parseInt(parts.group(1)), document.getDocumentElement());
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(line, e);
        }
    }
}
