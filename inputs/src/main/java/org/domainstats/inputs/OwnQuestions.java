package org.domainstats.inputs;

import org.domainstats.model.DomainName;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The questions that this program itself asks the local resolver, so that the log of that does not
 * make them look like somebody's. A question is known again by its name, that it comes from an
 * address of this machine, and that it was asked a moment ago.
 */
public final class OwnQuestions {

    /** Resolvers log within seconds, files are followed within one more. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST = 8_192;

    /** A resolver may log a question, its repetition over TCP, and replies to both. */
    private static final int MOST_LINES = 4;

    private static final Duration ADDRESSES_KNOWN = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final LinkedHashMap<String, Question> questions = new LinkedHashMap<>();
    private Map<String, Boolean> addresses = new HashMap<>();
    private long addressesRead;

    public OwnQuestions() {
        this(System::nanoTime);
    }

    OwnQuestions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.addressesRead = nanoTime.getAsLong() - ADDRESSES_KNOWN.toNanos();
    }

    /** Notes that a question is about to be asked. Never blocks. */
    public synchronized void asking(DomainName name) {
        questions.remove(name.ascii());
        questions.put(name.ascii(), new Question(nanoTime.getAsLong()));
        if (questions.size() > MOST) {
            questions.pollFirstEntry();
        }
    }

    /**
     * Whether a name in a log is one of these questions.
     *
     * @param host the whole name
     * @param client as the log writes it
     */
    synchronized boolean isOwn(DomainName host, String client) {
        Question question = questions.get(host.ascii());
        return question != null
                && nanoTime.getAsLong() - question.asked < REMEMBERED.toNanos()
                && question.lines < MOST_LINES
                && isLocal(client)
                && ++question.lines > 0;
    }

    private boolean isLocal(String client) {
        if (nanoTime.getAsLong() - addressesRead >= ADDRESSES_KNOWN.toNanos()) {
            addresses = new HashMap<>();
            addressesRead = nanoTime.getAsLong();
        }
        return addresses.size() < MOST
                ? addresses.computeIfAbsent(client, OwnQuestions::isOfThisMachine)
                : isOfThisMachine(client);
    }

    private static boolean isOfThisMachine(String client) {
        try {
            InetAddress address = InetAddress.ofLiteral(client.strip());
            return address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IllegalArgumentException | SocketException e) {
            // A name, or nothing that is known of this machine.
            return false;
        }
    }

    private static final class Question {

        private final long asked;
        private int lines;

        private Question(long asked) {
            this.asked = asked;
        }
    }
}
