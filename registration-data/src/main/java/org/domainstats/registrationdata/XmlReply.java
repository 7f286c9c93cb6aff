package org.domainstats.registrationdata;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A WHOIS reply in XML, as lines of label and value. Elements below one about somebody else
 * (contacts, registrars) are skipped. No document type is processed, so no entity is resolved.
 */
final class XmlReply {

    private static final int DEEPEST = 32;

    private final XMLStreamReader xml;
    private final RecordLines lines = new RecordLines();

    /** The labels of the open elements, the innermost first. */
    private final Deque<List<String>> open = new ArrayDeque<>();

    private final StringBuilder text = new StringBuilder();

    private XmlReply(XMLStreamReader xml) {
        this.xml = xml;
    }

    static boolean is(String reply) {
        return reply.stripLeading().startsWith("<?xml");
    }

    /**
     * The lines that a plain reply would have.
     *
     * @throws IOException if it is not well-formed, and so perhaps cut off, or a web page
     */
    static String lines(String reply) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml =
                    factory.createXMLStreamReader(new StringReader(reply.stripLeading()));
            XmlReply record = new XmlReply(xml);
            record.read();
            return record.lines.text();
        } catch (XMLStreamException broken) {
            throw new IOException("not well-formed XML", broken);
        }
    }

    private void read() throws XMLStreamException, IOException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {}
            }
        }
    }

    private void start() throws IOException {
        if (open.isEmpty() && xml.getLocalName().toLowerCase(Locale.ROOT).equals("html")) {
            throw new IOException("a web page");
        }
        if (open.size() >= DEEPEST) {
            throw new IOException("elements nested too deep");
        }
        open.push(NormalizedWords.of(xml.getLocalName()));
        text.setLength(0);
        for (int i = 0; i < xml.getAttributeCount() && isOfRecord(); i++) {
            lines.value(NormalizedWords.of(xml.getAttributeLocalName(i)), xml.getAttributeValue(i));
        }
    }

    private void end() {
        String value = text.toString().strip();
        boolean ofRecord = isOfRecord();
        List<String> label = open.pop();
        if (value.isEmpty() || !ofRecord) {
            lines.party(label);
        } else if (value.equals("true") || value.equals("false")) {
            lines.yesOrNo(label, value.equals("true"));
        } else {
            lines.value(label, value);
        }
        text.setLength(0);
    }

    /** Whether every element around the innermost one holds the record, and no party's data. */
    private boolean isOfRecord() {
        return open.stream().noneMatch(LabelMeanings::isParty);
    }
}
