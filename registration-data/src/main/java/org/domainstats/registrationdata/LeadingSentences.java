package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The beginnings of sentences in a WHOIS reply, as far as its lines tell. */
final class LeadingSentences {

    /** What servers say of one question is short; terms of use are long. */
    private static final int LONGEST = 240;

    /** A line this long is likely to go on in the next. */
    private static final int FULL = 45;

    private static final Pattern SENTENCE_BREAK = Pattern.compile("[.!?] +\\p{Lu}");

    private static final String ENDERS = ".:!)]";

    private LeadingSentences() {}

    /**
     * The sentences that may be about a domain, without its name where that runs into the next
     * word.
     *
     * @param queried the domain that was queried, or null if unknown; what names another one only
     *     is left out
     */
    static List<String> of(List<WhoisLine> lines, @Nullable DomainName queried) {
        List<String> sentences = single(lines);
        sentences.addAll(wrapped(lines));
        if (queried == null) {
            return sentences;
        }
        sentences.removeIf(sentence -> MentionedNames.onlyOthers(sentence, queried));
        sentences.replaceAll(sentence -> withoutGluedName(sentence, queried));
        return sentences;
    }

    /** {@code shopNOT FOUND} without the name of the domain. */
    private static String withoutGluedName(String sentence, DomainName queried) {
        for (String name : List.of(queried.ascii(), queried.firstLabel())) {
            boolean glued =
                    sentence.length() > name.length()
                            && sentence.regionMatches(true, 0, name, 0, name.length())
                            && Character.isUpperCase(sentence.charAt(name.length()))
                            && Character.isLowerCase(sentence.charAt(name.length() - 1));
            if (glued) {
                return sentence.substring(name.length());
            }
        }
        return sentence;
    }

    /** Sentences over several lines: the next line goes on in lower case and is no field. */
    private static List<String> wrapped(List<WhoisLine> lines) {
        List<String> sentences = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            StringBuilder sentence = new StringBuilder(lines.get(i).text());
            int next = i + 1;
            while (next < lines.size() && continues(lines.get(next - 1), lines.get(next))) {
                if (sentence.length() <= LONGEST) {
                    sentence.append(' ').append(lines.get(next).text());
                }
                next++;
            }
            if (next > i + 1 && sentence.length() <= LONGEST && isOneSentence(sentence)) {
                sentences.add(sentence.toString());
            }
            i = next;
        }
        return sentences;
    }

    /** Whether no sentence ends within a text; terms of use have several. */
    private static boolean isOneSentence(CharSequence text) {
        return !SENTENCE_BREAK.matcher(text).find();
    }

    private static boolean continues(WhoisLine before, WhoisLine line) {
        return !before.isEmpty()
                && !line.isEmpty()
                && line.remark() == before.remark()
                && ENDERS.indexOf(before.text().charAt(before.text().length() - 1)) < 0
                && !Character.isUpperCase(line.text().charAt(0))
                && Character.isLetter(line.text().charAt(0))
                && LabelSplit.of(line.text()) == null;
    }

    private static List<String> single(List<WhoisLine> lines) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            WhoisLine line = lines.get(i);
            if (!line.isEmpty()
                    && line.text().length() <= LONGEST
                    && (i == 0 || !isContinuation(lines.get(i - 1), line))
                    && (i + 1 == lines.size() || !isRunningText(line, lines.get(i + 1)))) {
                sentences.add(line.text());
            }
        }
        return sentences;
    }

    /** Whether a line goes on with what the line before began. */
    private static boolean isContinuation(WhoisLine before, WhoisLine line) {
        return isFull(before)
                && line.remark() == before.remark()
                && before.text().indexOf("://", before.text().lastIndexOf(' ') + 1) < 0;
    }

    /** Whether a line is the first of running text, as terms are and messages are not. */
    private static boolean isRunningText(WhoisLine line, WhoisLine next) {
        return isFull(line) && !next.isEmpty() && Character.isLowerCase(next.text().charAt(0));
    }

    private static boolean isFull(WhoisLine line) {
        String text = line.text();
        return text.length() >= FULL && ENDERS.indexOf(text.charAt(text.length() - 1)) < 0;
    }
}
