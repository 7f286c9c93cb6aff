package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerformats.Dialect;
import org.domainstats.http.RequestTarget;
import org.domainstats.http.ServerResponse;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The small parts that answers are made of. */
class PartsTest {

    @Test
    void percentEncodingsAreUndoneOnceAndOnlyWhereTheyAreOnes() {
        assertThat(RequestTarget.decode("a%2eb%25%32%65")).isEqualTo("a.b%2e");
        assertThat(RequestTarget.decode("%E9%A3%9F")).isEqualTo("\u98df");
        assertThat(RequestTarget.decode("%{x}%%2")).isEqualTo("%{x}%%2");
        assertThat(RequestTarget.decode("%\u0661\u0661")).doesNotContain("\u0011");
        assertThat(RequestTarget.decode("+")).isEqualTo("+");
        assertThat(RequestTarget.decode("\u00e9\u00a3\u009f")).isEqualTo("\u98df");
    }

    @Test
    void targetsAreTakenApart() {
        assertThat(RequestTarget.parse("/a/b?c=d?e")).isEqualTo(new RequestTarget("a/b", "c=d?e"));
        assertThat(RequestTarget.parse("//a")).isEqualTo(new RequestTarget("/a", ""));
        assertThat(RequestTarget.parse("HTTPS://host:1/a?b"))
                .isEqualTo(new RequestTarget("a", "b"));
        assertThat(RequestTarget.parse("https://host")).isEqualTo(new RequestTarget("", ""));
        assertThat(RequestTarget.parse("*")).isNull();
        assertThat(RequestTarget.parse("")).isNull();
        assertThat(RequestTarget.parse("ftp://host/a")).isNull();
    }

    @Test
    void theFirstParameterOfANameCounts() {
        RequestTarget target = new RequestTarget("", "wait=1s&waiter=2s&wait=3s&&x&format=%76%31");

        assertThat(target.parameter("wait")).isEqualTo("1s");
        assertThat(target.parameter("format")).isEqualTo("v1");
        assertThat(target.parameter("x")).isEmpty();
        assertThat(target.parameter("f")).isNull();
        assertThat(target.parameter("peek")).isNull();
    }

    @Test
    void waitsAreTimesOfHalfAMinuteAtMost() {
        assertThat(WaitParameter.parse("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(WaitParameter.parse("2s")).isEqualTo(Duration.ofSeconds(2));
        assertThat(WaitParameter.parse("0s")).isZero();
        assertThat(WaitParameter.parse("30s")).isEqualTo(Duration.ofSeconds(30));
        for (String wrong : List.of("", "2", "s", "31s", "30001ms", "-1s", "1.5s", "2 s", "2S")) {
            assertThat(WaitParameter.parse(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void eachDialectKeepsItsPreparedResponse() {
        ServerResponse one = ServerResponse.json("1");
        ServerResponse two = ServerResponse.json("2");
        ServerResponse three = ServerResponse.json("3");
        RenderedAnswer prepared =
                new RenderedAnswer(Dialect.ORIGINAL, one, Long.MAX_VALUE, null).before(null);
        prepared = new RenderedAnswer(Dialect.V1, two, 100, null).before(prepared);

        assertThat(RenderedAnswer.find(prepared, Dialect.ORIGINAL, 99)).isSameAs(one);
        assertThat(RenderedAnswer.find(prepared, Dialect.V1, 99)).isSameAs(two);
        assertThat(RenderedAnswer.find(prepared, Dialect.V1, 100)).isNull();
        assertThat(RenderedAnswer.find(prepared, Dialect.DOMAIN_STATS, 99)).isNull();
        assertThat(RenderedAnswer.find(null, Dialect.V1, 99)).isNull();

        prepared = new RenderedAnswer(Dialect.V1, three, 200, null).before(prepared);
        assertThat(RenderedAnswer.find(prepared, Dialect.V1, 100)).isSameAs(three);
        assertThat(RenderedAnswer.find(prepared, Dialect.ORIGINAL, 100)).isSameAs(one);
    }
}
