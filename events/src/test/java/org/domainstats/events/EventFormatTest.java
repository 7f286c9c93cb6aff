package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Events as SIEMs read them. */
class EventFormatTest {

    private static final EventDocument EVENT =
            SampleEvents.of(
                    7,
                    EventKind.SLEEPER,
                    ",\"registered\":\"2009-03-04T05:06:07Z\",\"age_days\":6476,"
                            + "\"seen_by_you\":\"2026-11-26T03:13:06Z\",\"status\":\"ok\","
                            + "\"community\":\"first\",\"category\":\"established\","
                            + "\"labels\":[\"a=b|c\\\\\",\"\\u00e9\\n\"],\"learning\":true");

    private static JsonNode json(EventFormat format) throws IOException {
        return new ObjectMapper().readTree(format.line(EVENT, "1.2"));
    }

    @Test
    void ecsHasTheAlertAndItsNumberWhereElasticLooksForThem() throws IOException {
        JsonNode event = json(EventFormat.ECS);
        assertThat(event.at("/@timestamp").asText()).isEqualTo("2026-11-26T03:13:07.090Z");
        assertThat(event.at("/event/id").asText()).isEqualTo("id-7");
        assertThat(event.at("/event/kind").asText()).isEqualTo("alert");
        assertThat(event.at("/event/action").asText()).isEqualTo("sleeper");
        assertThat(event.at("/event/sequence").asLong()).isEqualTo(7);
        assertThat(event.at("/dns/question/name").asText()).isEqualTo("site-7.com");
        assertThat(event.at("/dns/question/top_level_domain").asText()).isEqualTo("com");
        assertThat(event.at("/tags/0").asText()).isEqualTo("learning");
        assertThat(event.at("/message").asText())
                .isEqualTo(
                        "Sleeper: old domain, never seen before: site-7.com, registered 6476 days"
                                + " ago");
        assertThat(event.at("/domain_stats/number").asLong()).isEqualTo(7);
        assertThat(event.at("/domain_stats/age_days").isNumber()).isTrue();
    }

    @Test
    void ocsfIsADetectionFindingWithItsFirstContact() throws IOException {
        JsonNode event = json(EventFormat.OCSF);
        assertThat(event.at("/class_uid").asInt()).isEqualTo(2004);
        assertThat(event.at("/type_uid").asLong()).isEqualTo(200401);
        assertThat(event.at("/metadata/version").asText()).isEqualTo("1.8.0");
        assertThat(event.at("/metadata/product/version").asText()).isEqualTo("1.2");
        assertThat(event.at("/finding_info/uid").asText()).isEqualTo("id-7");
        assertThat(event.at("/finding_info/first_seen_time").asLong())
                .isEqualTo(1_795_662_786_000L);
        assertThat(event.at("/severity_id").asInt()).isEqualTo(3);
        assertThat(event.at("/enrichments/0/data/site").asText()).isEqualTo("site-7.com");
    }

    @Test
    void cefIsOneLineOfAsciiWithItsSignsEscaped() {
        assertThat(EventFormat.CEF.line(EVENT, "1|2"))
                .isEqualTo(
                        "CEF:0|domain-stats|domain-stats|1\\|2|sleeper|Sleeper: old domain, never"
                                + " seen before|6|rt=1795662787090 externalId=id-7 msg=Sleeper:"
                                + " old domain, never seen before: site-7.com, registered 6476"
                                + " days ago destinationDnsDomain=site-7.com"
                                + " deviceCustomDate1=1236143167000"
                                + " deviceCustomDate1Label=RegisteredAt"
                                + " deviceCustomDate2=1795662786000"
                                + " deviceCustomDate2Label=FirstContactAt cn1=6476"
                                + " cn1Label=AgeDays cs1=established cs1Label=Category cs2=ok"
                                + " cs2Label=Status cs3=first cs3Label=Community cs4=site-7.com"
                                + " cs4Label=RegisteredDomain cs5=a\\=b|c\\\\,?? cs5Label=Labels"
                                + " cs6=true cs6Label=Learning");
    }
}
