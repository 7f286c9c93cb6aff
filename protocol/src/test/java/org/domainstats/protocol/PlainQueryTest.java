package org.domainstats.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityRequest.Query;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The short way reads what our clients write, says what the parser says, and leaves the rest. */
class PlainQueryTest {

    private static final MessageId ID = new MessageId("AbC-_012345678xy");

    @Test
    void whatOurClientsWriteGoesTheShortWay() {
        for (StatedVersion version :
                new StatedVersion[] {
                    StatedVersion.NONE, StatedVersion.of(new FeedVersion(1, 17))
                }) {
            Query query = new Query(ID, version, "xn--fiqs8s.example.co.uk");
            byte[] bytes = RequestCodec.encode(query);
            assertThat(PlainQuery.read(bytes, 0, bytes.length)).isEqualTo(query);
        }
    }

    @Test
    void everyCutAndEveryChangedByteIsReadAsTheParserReadsIt() {
        byte[] bytes =
                RequestCodec.encode(
                        new Query(ID, StatedVersion.of(new FeedVersion(1, 17)), "example.com"));
        for (int i = 0; i < bytes.length; i++) {
            agree(Arrays.copyOf(bytes, i));
            for (int value = 0; value < 256; value++) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) value;
                agree(changed);
            }
        }
    }

    private static void agree(byte[] bytes) {
        Query plain = PlainQuery.read(bytes, 0, bytes.length);
        if (plain != null) {
            assertThat(RequestCodec.decodeJson(bytes, 0, bytes.length)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"query\",\"domain\":\"example.com\"}",
                "{\"action\":\"query\",\"id\":\"short\",\"domain\":\"example.com\"}",
                "{\"action\":\"query\",\"id\":\"AbC-_012345678xy\",\"domain\":\"a\\u002ecom\"}",
                "{\"action\":\"query\",\"id\":\"AbC-_012345678xy\",\"domain\":\"bücher.de\"}",
                "{\"action\":\"query\",\"id\":\"AbC-_012345678xy\",\"domain\":\"a.com\"} ",
                "{\"action\":\"query\",\"id\":\"AbC-_012345678xy\",\"domain\":\"a.com\",\"x\":1}",
                "{\"action\":\"query\",\"id\":\"AbC-_012345678xy\",\"version\":\"1\",\"domain\":\"a.com\"}",
                "{\"action\":\"query\",\"id\":\"AbC-_012345678xy\",\"version\":1.2,\"domain\":\"a.com\"}",
                "{ \"action\":\"query\",\"id\":\"AbC-_012345678xy\",\"domain\":\"a.com\"}"
            })
    void whateverLooksDifferentIsLeftToTheParser(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(PlainQuery.read(bytes, 0, bytes.length)).isNull();
    }
}
