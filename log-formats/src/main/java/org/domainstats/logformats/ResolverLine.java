package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolvers whose log has a line for each question, with the name at a place of its own: CoreDNS
 * ({@code log}), PowerDNS Recursor and dnsdist, Knot Resolver, MikroTik, Pi-hole FTL, dnstap as
 * text, DNS-collector, Infoblox's policies. All but PowerDNS and dnsdist from documentation.
 */
final class ResolverLine implements TextLine {

    private static final String CLIENT = "(?<![0-9a-fA-F.:])\\[?(?<client>[0-9a-fA-F.:]{2,45})]?";

    /** The last that may be meant: what is odd in a name is written as it came. */
    private static final String QUOTED = "'(?<name>.{1,1100})\\|[A-Z0-9]{1,12}'";

    private static final List<Pattern> PATTERNS =
            List.of(
                    // CoreDNS: "A IN example.com. udp 40 false 512"; Azure Firewall without quotes
                    Pattern.compile(
                            CLIENT
                                    + ":\\d{1,5} - (?:\\[[^]]{1,40}] )?\\d{1,5} \"?\\S{1,16} \\S{1,16}"
                                    + " (?<name>\\S{1,1100}) [a-z-]{3,8} \\d{1,5} (?:true|false) "),
                    // PowerDNS Recursor, dnsdist, PowerDNS
                    Pattern.compile("question for " + QUOTED + "(?: from " + CLIENT + ":\\d)?"),
                    Pattern.compile(
                            "Got query for (?<name>.{1,1100})\\|[A-Z0-9]{1,12} from "
                                    + CLIENT
                                    + ":\\d"),
                    Pattern.compile("Remote " + CLIENT + " wants " + QUOTED),
                    // Knot Resolver; a question that it asks for another has another number
                    Pattern.compile(
                            "plan '(?<name>.{1,1100})'(?<client>) type '[A-Z0-9]{1,12}' uid"
                                    + " \\[\\d{1,9}\\.00]"),
                    // MikroTik
                    Pattern.compile(
                            "query from " + CLIENT + ": #\\d{1,9} (?<name>.{1,1100}) [A-Z]"),
                    // Pi-hole FTL, where it is to log what it does
                    Pattern.compile(
                            "query\\[\\S{1,16}] query \"(?<name>.{1,1100})\" from (?:\\S{1,32}/)?"
                                    + CLIENT
                                    + "#\\d"),
                    // dnstap-read of BIND, and dnstap of its own library with -q
                    Pattern.compile(
                            " C[QR] "
                                    + CLIENT
                                    + "(?::\\d{1,5})? (?:(?:->|<-) \\S{3,60} )?[A-Z]{3,4} \\d{1,5}b"
                                    + " \"?(?<name>[^\\s\"]{1,1100}?)(?:\"|/)? ?IN[ /]"),
                    // DNS-collector
                    Pattern.compile(
                            " CLIENT_(?:QUERY|RESPONSE) \\S{1,16} "
                                    + CLIENT
                                    + " \\d{1,5} \\S{1,16} \\S{1,16} \\d{1,6}b (?<name>.{1,1100})"
                                    + " [A-Z0-9]{1,12} [\\d.-]{1,32}"),
                    // PowerDNS Recursor, of what cannot be resolved
                    Pattern.compile(
                            "Sending SERVFAIL to "
                                    + CLIENT
                                    + " during resolve of '(?<name>.{1,1100})' because: "),
                    // Infoblox, of what a policy changed
                    Pattern.compile(
                            " src="
                                    + CLIENT
                                    + " .{1,200} msg=\"?rpz \\S{1,16} \\S{1,16} rewrite"
                                    + " (?<name>.{1,1100}) \\[[A-Z0-9]{1,12}] via "));

    /** Infoblox writes CEF. */
    private static final String OF_PAIRS = "msg=\"rpz ";

    /** One of these words is in each of these lines, so that no other line costs much. */
    private static final List<List<String>> MARKS =
            List.of(
                    List.of(" false ", " true "),
                    List.of("question for '"),
                    List.of("Got query for "),
                    List.of("Remote "),
                    List.of("plan '"),
                    List.of("query from "),
                    List.of("] query \""),
                    List.of(" CQ ", " CR "),
                    List.of(" CLIENT_"),
                    List.of("Sending SERVFAIL to "),
                    List.of(OF_PAIRS));

    /** A name that is all escapes has about 1,000 characters. */
    private static final int LONGEST = 4_096;

    @Override
    public @Nullable Found find(String line) {
        if (line.length() > LONGEST) {
            return null;
        }
        for (int i = 0; i < MARKS.size(); i++) {
            if (isMarked(line, MARKS.get(i))) {
                Matcher question = PATTERNS.get(i).matcher(line);
                if (question.find()
                        && (MARKS.get(i).contains(OF_PAIRS)
                                || !TextLine.isBehindPairs(line, question.start()))) {
                    return found(question, line);
                }
            }
        }
        return null;
    }

    private static boolean isMarked(String line, List<String> marks) {
        for (String mark : marks) {
            if (line.contains(mark)) {
                return true;
            }
        }
        return false;
    }

    private static Found found(Matcher question, String line) {
        @Nullable String client = question.group("client");
        return new Found(
                question.group("name"),
                new Origin(
                        client == null || client.isEmpty() ? null : client, LeadingTime.of(line)));
    }
}
