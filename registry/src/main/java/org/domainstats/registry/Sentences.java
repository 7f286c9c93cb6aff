package org.domainstats.registry;

import java.util.ArrayList;
import java.util.List;

/** The beginnings of sentences in a WHOIS reply, as far as its lines tell. */
final class Sentences {

    /** What servers say of one question is short; terms of use are long. */
    private static final int LONGEST = 240;

    /** A line this long is likely to go on in the next. */
    private static final int FULL = 45;

    private Sentences() {}

    static List<String> of(List<WhoisLine> lines) {
        List<String> sentences = new ArrayList<>();
        WhoisLine before = new WhoisLine(0, false, "");
        for (WhoisLine line : lines) {
            if (!line.isEmpty() && line.text().length() <= LONGEST && !goesOn(before, line)) {
                sentences.add(line.text());
            }
            before = line;
        }
        return sentences;
    }

    private static boolean goesOn(WhoisLine before, WhoisLine line) {
        String text = before.text();
        return text.length() >= FULL
                && line.remark() == before.remark()
                && ".:!)]".indexOf(text.charAt(text.length() - 1)) < 0
                && text.indexOf("://", text.lastIndexOf(' ') + 1) < 0;
    }
}
