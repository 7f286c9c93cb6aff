package org.domainstats.insight;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Labels that an operator writes: {@code <site> <label>[,<label>...]} a line, {@code #} before a
 * comment. Each line must be right.
 */
final class LabelLines {

    /** As many as a reply of the community carries. */
    static final int MOST_LABELS = 20;

    /** A few words; a reply to a short question must not become long. */
    static final int LONGEST_LABEL = 64;

    /** Written by people; a longer list comes from a program, which can write CSV. */
    private static final int MOST_LINES = 100_000;

    private final Hostnames hostnames;
    private final LabelTable.Builder table;
    private final Set<DomainName> sites = new HashSet<>();

    LabelLines(Hostnames hostnames, LabelTable.Builder table) {
        this.hostnames = hostnames;
        this.table = table;
    }

    /**
     * Takes a line in.
     *
     * @throws IllegalArgumentException if it is wrong; the message shows nothing of it
     */
    void add(String text) {
        String[] parts = text.split("\\s+", 2);
        DomainName site = site(parts[0], hostnames);
        if (parts.length < 2) {
            throw new IllegalArgumentException("a site without a label");
        }
        List<String> labels = labels(parts[1]);
        if (!sites.add(site)) {
            throw new IllegalArgumentException("the site has labels already");
        }
        if (sites.size() > MOST_LINES) {
            throw new IllegalArgumentException(
                    "more than " + MOST_LINES + " sites; write a list as long as this as CSV");
        }
        table.add(site, labels);
    }

    private static DomainName site(String text, Hostnames hostnames) {
        return switch (hostnames.reduce(text)) {
            case NotPublic junk ->
                    throw new IllegalArgumentException(
                            "no site that can have labels: " + junk.reason().text());
            case PublicName name when !name.host().equals(name.site()) ->
                    throw new IllegalArgumentException(
                            "a host below a site; label the site itself");
            case PublicName name -> name.site();
        };
    }

    private static List<String> labels(String text) {
        List<String> labels = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String label = each.strip();
            if (label.isEmpty()) {
                throw new IllegalArgumentException("an empty label");
            }
            String shown = Printable.of(label, LONGEST_LABEL + 1);
            if (!shown.equals(label)) {
                throw new IllegalArgumentException("a label must be up to 64 plain characters");
            }
            labels.add(label);
        }
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException("more than 20 labels");
        }
        return List.copyOf(labels);
    }
}
