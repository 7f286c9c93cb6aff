package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Lookalike;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class LookalikesTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    private static final LookalikeIndex INDEX = index();

    private static LookalikeIndex index() {
        List<LookalikeTarget> targets = new ArrayList<>();
        targets.add(LookalikeTarget.brand("examplebank.com"));
        targets.add(LookalikeTarget.brand("zyxcorp"));
        for (DomainName domain : StarterDomains.inOrder()) {
            targets.add(LookalikeTarget.ranked(domain, targets.size() - 1));
        }
        return new LookalikeIndex(targets, List.of("examplebank.de"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    paypa1.com                  | paypal.com      | 1 for l
                    www.g00gle.com              | google.com      | 00 for oo
                    rnicrosoft.com              | microsoft.com   | rn for m
                    xn--pypal-4ve.com           | paypal.com      | Cyrillic \u0430 for a
                    xn--googl-fsa.com           | google.com      | \u00e9 for e
                    micorsoft.com               | microsoft.com   | or for ro, swapped
                    microsft.com                | microsoft.com   | o left out
                    gooogle.com                 | google.com      | o doubled
                    facebpok.com                | facebook.com    | p for o, its neighbour on the keyboard
                    pay-pal.com                 | paypal.com      | a hyphen more
                    paypal.xyz                  | paypal.com      | the same name under .xyz
                    paypal.github.io            | paypal.com      | the same name under .github.io
                    paypal-login.com            | paypal.com      | paypal in a longer name
                    securepaypal.com            | paypal.com      | paypal in a longer name
                    microsoft-support.help      | microsoft.com   | microsoft in a longer name
                    examplebank-online.com      | examplebank.com | examplebank in a longer name
                    myexamplebankcard.net       | examplebank.com | examplebank in a longer name
                    examplebank.shop            | examplebank.com | the same name under .shop
                    exanplebank.com             | examplebank.com | n for m, its neighbour on the keyboard
                    paypal-com.top              | paypal.com      | paypal in a longer name
                    paypalcom.top               | paypal.com      | paypal in a longer name
                    paypal-login2026.com        | paypal.com      | paypal in a longer name
                    mylogin-paypal.com          | paypal.com      | paypal in a longer name
                    paypa1-login.com            | paypal.com      | 1 for l: paypal in a longer name
                    secure-payapl.com           | paypal.com      | ap for pa, swapped: paypal in a longer name
                    xn--pypal-login-yij.com     | paypal.com      | Cyrillic \u0430 for a: paypal in a longer name
                    apple-id-login.com          | apple.com       | apple in a longer name
                    paypal.azurewebsites.net    | paypal.com      | the same name under .azurewebsites.net
                    zyxcorp-hr.com              | zyxcorp         | zyxcorp in a longer name
                    """)
    void resemblanceIsFoundAndSaid(String name, String of, String why) {
        Lookalike found = INDEX.find(name(name));
        assertThat(found).as(name).isNotNull();
        assertThat(found.of()).isEqualTo(of);
        assertThat(found.why()).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paypal.com",
                "www.paypal.com",
                "examplebank.com",
                "login.examplebank.com",
                "examplebank.de",
                "www.examplebank.de",
                "apple-pie-recipes.com",
                "goodle-land.com",
                "live.de",
                "unrelated-words.org",
                "pineapple.com",
                "img-s-apple-com.akamaized.net",
                "abc-login.com",
                "a.com",
                "xn--e1afmkfd.com"
            })
    void ownersAndStrangersAreNotFlagged(String name) {
        assertThat(INDEX.find(name(name))).as(name).isNull();
    }

    @Test
    void noStarterDomainIsALookalike() {
        assertThat(StarterDomains.inOrder())
                .allSatisfy(each -> assertThat(INDEX.find(name(each.ascii()))).isNull());
    }

    @Test
    void anyLabelIsTakenWithoutAFault() {
        for (String name :
                List.of(
                        "-.com",
                        "_.com",
                        "a".repeat(63) + ".com",
                        "--------.com",
                        "login-".repeat(10) + "x.com",
                        "1".repeat(63) + ".com",
                        "xn--.com",
                        "xn--a-.com",
                        "xn--99999999.com",
                        "xn--login-.com",
                        "\ud83d\ude00-login.com",
                        "\u0430\u03b1a\u0561.com",
                        "\u202epaypal.com",
                        "com-com-com.com")) {
            if (HOSTNAMES.reduce(name) instanceof PublicName found) {
                assertThat(INDEX.find(found)).isNull();
            }
        }
    }

    private static PublicName name(String name) {
        return (PublicName) HOSTNAMES.reduce(name);
    }
}
