package org.domainstats.feed;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Name;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.protocol.WireTime;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the lines of a feed file are to be understood. */
public sealed interface FeedFormat {

    /** A position in a list of popular domains, or that it is in none. */
    Pattern RANK = Pattern.compile("-1|[1-9]\\d{0,8}");

    /** Parses a line. Never throws. */
    FeedLine parse(String line, long number);

    /**
     * Ours: {@code +,domain,rank,registered} and {@code -,domain}. The last field is a day or an
     * instant, or {@code established} where the day is not known, or empty where only the rank is
     * said.
     */
    record Signed() implements FeedFormat {

        private static final String ESTABLISHED = "established";

        /** What lies outside, not every database can hold. */
        private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

        @Override
        public FeedLine parse(String line, long number) {
            try {
                return parse(line.split(",", -1));
            } catch (IllegalArgumentException | DateTimeException e) {
                return new FeedLine.Bad(number, Printable.of(String.valueOf(e.getMessage())));
            }
        }

        private static FeedLine parse(String[] fields) {
            if (fields.length == 2 && fields[0].equals("-")) {
                return new FeedLine.Remove(new DomainName(fields[1]));
            }
            if (fields.length != 4 || !fields[0].equals("+")) {
                throw new IllegalArgumentException("not +,domain,rank,registered or -,domain");
            }
            DomainName domain = new DomainName(fields[1]);
            int rank = rank(fields[2]);
            if (!fields[3].isEmpty()) {
                return new FeedLine.Put(domain, new KnownDomain(rank, true, instant(fields[3])));
            }
            if (rank == KnownDomain.UNRANKED) {
                throw new IllegalArgumentException("neither a rank nor a registration");
            }
            return new FeedLine.Put(domain, new KnownDomain(rank, false, null));
        }

        private static @Nullable Instant instant(String text) {
            if (text.equals(ESTABLISHED)) {
                return null;
            }
            Instant instant =
                    text.length() == "yyyy-MM-dd".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new IllegalArgumentException("no such year: " + text);
            }
            return instant;
        }

        /** The line for a known domain, without its end. */
        public static String line(DomainName domain, KnownDomain known) {
            String registered = "";
            if (known.established()) {
                Instant instant = known.registered();
                registered = instant == null ? ESTABLISHED : text(instant);
            }
            return "+," + domain + "," + known.rank() + "," + registered;
        }

        private static String text(Instant instant) {
            String text = instant.toString();
            return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
        }

        /** The line for a domain that is not known any more, without its end. */
        public static String removal(DomainName domain) {
            return "-," + domain;
        }
    }

    /**
     * The original's two: {@code rank,domain}, where -1 is established without a rank and -2 is to
     * be removed; and {@code +,domain,created,expires} or {@code -} with the same fields.
     */
    record Original(Hostnames hostnames) implements FeedFormat {

        private static final String REMOVE = "-2";

        @Override
        public FeedLine parse(String line, long number) {
            try {
                return parse(line.strip().split(",", -1));
            } catch (IllegalArgumentException e) {
                return new FeedLine.Bad(number, Printable.of(String.valueOf(e.getMessage())));
            }
        }

        private FeedLine parse(String[] fields) {
            boolean removes = fields[0].equals("-");
            if (removes && (fields.length == 2 || fields.length == 4)) {
                return new FeedLine.Remove(domain(fields[1]));
            }
            if (fields[0].equals("+") && fields.length == 4) {
                return new FeedLine.Dated(
                        domain(fields[1]), instant(fields[2]), instant(fields[3]));
            }
            if (fields.length != 2) {
                throw new IllegalArgumentException(
                        "neither rank,domain nor +,domain,created,expires");
            }
            String rank = fields[0].strip();
            DomainName domain = domain(fields[1]);
            return rank.equals(REMOVE)
                    ? new FeedLine.Remove(domain)
                    : new FeedLine.Put(domain, new KnownDomain(rank(rank), true, null));
        }

        /** The domain itself, as the original reduces what it reads. */
        private DomainName domain(String text) {
            Name name = hostnames.reduce(text.strip());
            return switch (name) {
                case PublicName found -> found.domain();
                case NotPublic not ->
                        throw new IllegalArgumentException(
                                Printable.of(text) + ": " + not.reason().text());
            };
        }

        private static Instant instant(String text) {
            Instant instant = WireTime.parse(text.strip());
            if (instant == null) {
                throw new IllegalArgumentException(
                        "not yyyy-MM-dd HH:mm:ss: " + Printable.of(text));
            }
            return instant;
        }

        /** The line for an established domain, without its end. */
        public static String line(DomainName domain, int rank) {
            return rank + "," + domain;
        }

        /** The line for a domain that is not established any more, without its end. */
        public static String removal(DomainName domain) {
            return REMOVE + "," + domain;
        }
    }

    /**
     * Lists of popular domains with the best first, as Tranco and others publish them. A hostname
     * stands for its site, and so does an origin such as {@code https://www.example.com}.
     */
    record Ranks(Hostnames hostnames, RankColumns columns) implements FeedFormat {

        private static final Pattern ORIGIN = Pattern.compile("https?://([^/:]+)(?::\\d+)?/?");

        @Override
        public FeedLine parse(String line, long number) {
            if (number == 1 && columns.header()) {
                return new FeedLine.Header();
            }
            List<String> fields = CsvLine.split(line);
            String rank =
                    columns.rank() < 0 ? "" + columns.bucket() : field(fields, columns.rank());
            if (fields.size() <= columns.domain()
                    || rank.equals("-1")
                    || !RANK.matcher(rank).matches()) {
                return new FeedLine.Bad(number, "not rank,domain: " + Printable.of(line));
            }
            String host = fields.get(columns.domain());
            Matcher origin = ORIGIN.matcher(host);
            return switch (hostnames.reduce(origin.matches() ? origin.group(1) : host)) {
                case PublicName name -> new FeedLine.Rank(name.site(), rank(rank));
                case NotPublic not ->
                        new FeedLine.Bad(number, Printable.of(line) + ": " + not.reason().text());
            };
        }

        private static String field(List<String> fields, int index) {
            return index < fields.size() ? fields.get(index) : "";
        }
    }

    private static int rank(String text) {
        if (!RANK.matcher(text).matches()) {
            throw new IllegalArgumentException("not a rank: " + Printable.of(text));
        }
        return Integer.parseInt(text);
    }
}
