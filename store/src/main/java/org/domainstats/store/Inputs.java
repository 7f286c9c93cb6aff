package org.domainstats.store;

import org.domainstats.model.DomainName;
import org.domainstats.store.ContactClients.ClientNote;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What inputs read: the contacts in it, and how far each input has come. Every method may block on
 * the disk.
 */
public interface Inputs {

    /** How far an input has come; empty before its first batch. */
    Optional<String> position(String input);

    /**
     * Takes what an input has read in: contacts where there are none, how often sites were asked
     * about, who asked, and the new position, all in one transaction. Announcements that were taken
     * back are left to those who ask.
     *
     * @return the sites whose first contact this is; empty if the input is not at the position that
     *     the batch starts from, because another process reads it too: then nothing was changed
     */
    Optional<List<DomainName>> record(InputBatch batch);

    /**
     * What an input has read.
     *
     * @param move null for an input that has no position
     * @param sites each once
     * @param clients who asked
     */
    record InputBatch(@Nullable Move move, List<SeenSite> sites, List<ClientNote> clients) {

        public InputBatch {
            sites = List.copyOf(sites);
            clients = List.copyOf(clients);
        }
    }

    /**
     * A move of an input from one position to another one.
     *
     * @param from empty for the first
     */
    record Move(String input, String from, String to) {

        public Move {
            if (from.equals(to)) {
                throw new IllegalArgumentException(input + " does not move");
            }
        }
    }

    /** How often a site was read, when first and when last. */
    record SeenSite(DomainName site, Instant first, Instant last, long times) {

        public SeenSite {
            if (last.isBefore(first) || times < 1) {
                throw new IllegalArgumentException("not read: " + site);
            }
        }
    }
}
