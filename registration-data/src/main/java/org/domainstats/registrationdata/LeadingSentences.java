package org.domainstats.registrationdata;

import java.util.ArrayList;
import java.util.List;

/** The beginnings of sentences in a WHOIS reply, as far as its lines tell. */
final class LeadingSentences {

    /** What servers say of one question is short; terms of use are long. */
    private static final int LONGEST = 240;

    /** A line this long is likely to go on in the next. */
    private static final int FULL = 45;

    private LeadingSentences() {}

    static List<String> of(List<WhoisLine> lines) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            WhoisLine line = lines.get(i);
            if (!line.isEmpty()
                    && line.text().length() <= LONGEST
                    && (i == 0 || !goesOn(lines.get(i - 1), line))
                    && (i + 1 == lines.size() || !isRunning(line, lines.get(i + 1)))) {
                sentences.add(line.text());
            }
        }
        return sentences;
    }

    /** Whether a line goes on with what the line before began. */
    private static boolean goesOn(WhoisLine before, WhoisLine line) {
        return isFull(before)
                && line.remark() == before.remark()
                && before.text().indexOf("://", before.text().lastIndexOf(' ') + 1) < 0;
    }

    /** Whether a line is the first of running text, as terms are and messages are not. */
    private static boolean isRunning(WhoisLine line, WhoisLine next) {
        return isFull(line) && !next.isEmpty() && Character.isLowerCase(next.text().charAt(0));
    }

    private static boolean isFull(WhoisLine line) {
        String text = line.text();
        return text.length() >= FULL && ".:!)]".indexOf(text.charAt(text.length() - 1)) < 0;
    }
}
