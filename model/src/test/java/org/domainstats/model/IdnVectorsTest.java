package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;

import org.assertj.core.api.SoftAssertions;
import org.domainstats.processkit.SampleFolder;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conformance vectors of UTS #46, non-transitional. They are of Unicode 15.0; what later
 * versions decided otherwise is listed here.
 */
class IdnVectorsTest {

    /**
     * Hyphens first, last, or third and fourth. Registries have sold such names, and hosts have
     * them (r3---sn-4g5ednsl.googlevideo.com), so that they are let pass.
     */
    private static final Set<String> TOLERATED = Set.of("V2", "V3");

    /** 15.1: a label may not begin with xn-- once decoded, even where hyphens are tolerated. */
    private static final String DOUBLY_ENCODED = "xn--xn--a--gua.pt";

    private record Vector(String source, String ascii, Set<String> errors) {

        boolean isValid() {
            return TOLERATED.containsAll(errors);
        }
    }

    @Test
    void namesBecomeTheALabelsOfTheVectorsOrAreRefused() throws IOException {
        Path file = SampleFolder.path().resolve("psl/idna_test_vectors.txt");
        assumeTrue(Files.exists(file), () -> "no samples at " + file);
        List<Vector> vectors =
                Files.readAllLines(file).stream()
                        .map(line -> line.replaceFirst("#.*", ""))
                        .filter(line -> !line.isBlank())
                        .map(IdnVectorsTest::vector)
                        .toList();
        assertThat(vectors).hasSizeGreaterThan(6_000);
        SoftAssertions.assertSoftly(softly -> vectors.forEach(vector -> expect(vector, softly)));
    }

    private static void expect(Vector vector, SoftAssertions softly) {
        String ascii = Idn.toAscii(vector.source());
        boolean accepted = isHostname(ascii);
        if (vector.isValid() && !vector.source().equals(DOUBLY_ENCODED)) {
            softly.assertThat(ascii).as(vector.source()).isEqualTo(vector.ascii());
            softly.assertThat(accepted).as(vector.source()).isTrue();
        } else if (accepted) {
            softly.assertThat(decoded(vector.source()).codePoints())
                    .as("%s, refused with %s", vector.source(), vector.errors())
                    .anyMatch(IdnVectorsTest::isAllowedSince);
        }
    }

    private static boolean isHostname(String ascii) {
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        return DomainName.isCanonical(name) && Idn.hasValidALabels(name);
    }

    private static Vector vector(String line) {
        String[] columns = line.split(";", -1);
        String source = unescaped(columns[0]);
        String unicode = columns[1].isBlank() ? source : unescaped(columns[1]);
        String ascii = columns[3].isBlank() ? unicode : unescaped(columns[3]);
        String status = columns[4].isBlank() ? columns[2] : columns[4];
        String codes = status.replaceAll("[\\[\\]\\s]", "");
        return new Vector(source, ascii, codes.isEmpty() ? Set.of() : Set.of(codes.split(",")));
    }

    private static String unescaped(String column) {
        return Pattern.compile("\\\\u([0-9A-Fa-f]{4})|\\\\x\\{([0-9A-Fa-f]+)}")
                .matcher(column.strip())
                .replaceAll(escape -> Matcher.quoteReplacement(codePoint(escape)));
    }

    private static String codePoint(MatchResult escape) {
        String hex = escape.group(1) == null ? escape.group(2) : escape.group(1);
        return Character.toString(Integer.parseInt(hex, 16));
    }

    /** Whether a code point was refused in Unicode 15.0 and is not any more. */
    private static boolean isAllowedSince(int c) {
        // 15.1: the signs that decompose to < > = with a stroke are valid.
        return c == 0x2260
                || c == 0x226E
                || c == 0x226F
                // 16.0: capitals without a small letter in Unicode 3.2 are mapped.
                || c == 0x04C0
                || c == 0x2132
                || c == 0x2183
                || c >= 0x10A0 && c <= 0x10C5
                // 16.0: fillers and an inherent vowel, which show nothing, are ignored.
                || c == 0x115F
                || c == 0x1160
                || c == 0xFFA0
                || c == 0x17B4
                // 17.0: CJK extension J was assigned.
                || c >= 0x323B0 && c <= 0x33479
                // Unassigned, but ICU does not look that far up in plane 3.
                || c >= 0x33480 && c <= 0x3FFFD;
    }

    /** What the name shows, composed, with A-labels decoded however invalid they are. */
    private static String decoded(String name) {
        StringBuilder shown = new StringBuilder();
        com.ibm
                .icu
                .text
                .IDNA
                .getUTS46Instance(com.ibm.icu.text.IDNA.NONTRANSITIONAL_TO_UNICODE)
                .nameToUnicode(name, shown, new IDNA.Info());
        return Normalizer2.getNFCInstance().normalize(name) + shown;
    }
}
