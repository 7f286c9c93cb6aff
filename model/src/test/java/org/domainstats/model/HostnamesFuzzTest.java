package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Whatever is asked about is a name or has a reason, and a name stays what it is when asked about
 * again. In the build, names are changed at random, always in the same way; with {@code
 * JAZZER_FUZZ=1} Jazzer goes on by itself.
 */
class HostnamesFuzzTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());

    private static final List<String> SEEDS =
            List.of(
                    "www.Google.COM.",
                    "a.github.io",
                    "www.食狮.公司.cn",
                    "faß.de",
                    "xn--fa-hia.de",
                    "xn--85x722f.xn--55qx5d.cn",
                    "b.c.kobe.jp",
                    "%{[dns][question][name]}",
                    "fe80::1%eth0",
                    "1.2.3.4",
                    "http://a.b.c:80/",
                    "a\\x00b\\032\\..tunnel.org",
                    "*.x'y.a.github.io",
                    "-a-.b-.-c.net",
                    "\u05d0\u0308.\u0660.com");

    /** Characters that mean something to one of the steps. */
    private static final String TELLING =
            ".。．｡-_\\x0%:/[]{}$ \0\nxnXN-0９ßς\u200c\u200d\u00ad\u0308\u05d0\u0660\ud800\udc00İK≠";

    @FuzzTest(maxDuration = "30s")
    void anyTextIsReduced(byte[] bytes) {
        reduceTwice(new String(bytes, StandardCharsets.UTF_8));
        reduceTwice(new String(bytes, StandardCharsets.UTF_16BE));
    }

    @Test
    void changedNamesAreReduced() {
        Random random = new Random(20_261_124);
        for (String seed : SEEDS) {
            for (int i = 0; i < 500; i++) {
                reduceTwice(change(seed, random));
            }
        }
    }

    private static String change(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int n = random.nextInt(5); n >= 0; n--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, TELLING.charAt(random.nextInt(TELLING.length())));
                case 1 -> text.insert(at, (char) random.nextInt(0x10000));
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
                default -> text.insert(at, SEEDS.get(random.nextInt(SEEDS.size())));
            }
        }
        return text.toString();
    }

    private static void reduceTwice(String asked) {
        if (HOSTNAMES.reduce(asked) instanceof PublicName name) {
            assertThat(HOSTNAMES.reduce(name.host().ascii())).isEqualTo(name);
            assertThat(name.host().isWithin(name.site().ascii())).isTrue();
            assertThat(name.site().isWithin(name.domain().ascii())).isTrue();
            assertThat(HOSTNAMES.reduce(name.domain().ascii()))
                    .isEqualTo(new PublicName(name.domain(), name.domain(), name.domain()));
        }
    }
}
