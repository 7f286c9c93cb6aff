package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;

class PunycodeTest {

    @ParameterizedTest
    @CsvSource({
        "bücher, bcher-kva",
        "faß, fa-hia",
        "食狮, 85x722f",
        "☃-⌘, --dqo34k",
        // RFC 3492, section 7.1: Arabic, and Japanese with basic letters.
        "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
        "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b"
    })
    void labelIsEncodedAsTheStandardSays(String label, String encoded) {
        assertThat(Punycode.encode(label)).isEqualTo(encoded);
    }

    @Test
    void onlyLabelsThatNeedItAreEncoded() {
        assertThat(Punycode.toALabels("公司.cn")).isEqualTo("xn--55qx5d.cn");
        assertThat(Punycode.toALabels("co.uk")).isEqualTo("co.uk");
    }

    @Test
    void everyRuleOfTheListIsEncodedAsByIcu() throws IOException {
        assertThat(rulesBeyondAscii())
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        rule -> assertThat(Punycode.toALabels(rule)).isEqualTo(Idn.toAscii(rule)));
    }

    @Test
    void anyLabelIsEncodedAsByTheJdk() {
        Random random = new Random(29);
        for (int i = 0; i < 2_000; i++) {
            // Letters of CJK need no mapping and compose with nothing.
            String label =
                    random.ints(1 + random.nextInt(12), 0x4E00, 0x9FA5)
                            .map(c -> random.nextInt(3) == 0 ? 'a' + c % 26 : c)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            assertThat(Punycode.toALabels(label)).isEqualTo(java.net.IDN.toASCII(label));
        }
    }

    private static List<String> rulesBeyondAscii() throws IOException {
        try (InputStream list =
                        Objects.requireNonNull(
                                PunycodeTest.class.getResourceAsStream(
                                        "/effective_tld_names.dat"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("//") && !line.isBlank())
                    .map(line -> line.strip().split("\\s", 2)[0].replaceFirst("^(\\*\\.|!)", ""))
                    .filter(rule -> rule.chars().anyMatch(c -> c > 0x7f))
                    .toList();
        }
    }
}
