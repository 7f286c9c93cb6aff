package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.FactField;
import org.domainstats.logformats.Fields;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.ReadingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

@SuppressWarnings("StringConcatToTextBlock") // CR LF, and lines as logs have them.
class LogFormatsTest extends EnricherFixture {

    private static final String TEXT = " domain_stats.domain=example.com domain_stats.age_days=12";

    private static final String JSON =
            ",\"domain_stats\":{\"domain\":\"example.com\",\"age_days\":12}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client @0x7f64500020ef 192.0.2.1#60061 (www.example.com): query: www.example.com IN A + (192.0.2.53)",
                "17-Feb-2018 23:06:56.326 queries: info: client 192.0.2.1#12345 (example.com): query: example.com IN A +E(0)K (192.0.2.3)",
                "17-Feb-2018 23:06:56.326 client 192.0.2.1#12345: view internal: query: example.com IN A +",
                "Nov 13 10:59:46 ns named[20757]: client @0x7f 2001:db8::1#62449 (example.com): view x: query: example.com IN MX +",
                "19-Oct-2022 05:34:02.425 client 192.0.2.1#3076 (example.com): query (cache) 'example.com/ANY/IN' denied",
                "[1700000000] unbound[123:0] info: 192.0.2.1 example.com. A IN",
                "Aug 19 12:00:00 ns unbound: [123:0] info: 192.0.2.1 example.com. A IN NOERROR 0.01 0 45",
                "[1700000000] unbound[123:1] query: 2001:db8::1 example.com. TYPE65 IN",
                "Feb 11 12:34:56 dnsmasq[123]: query[A] www.example.com from 192.0.2.208",
                "Feb 11 12:34:56 dnsmasq[123]: 7 192.0.2.208/53412 query[AAAA] example.com from 192.0.2.208",
                "8/19/2025 2:05:39 PM 0D4C PACKET  000001A2B3C4D5E0 UDP Rcv 192.0.2.5   0002   Q [0001   D   NOERROR] A      (3)www(7)example(3)com(0)",
                "19.08.2025 14:05:39 0D4C PACKET  000001A2B3C4D5E0 UDP Snd 192.0.2.5   0002 R Q [8081   DR  NOERROR] A      (7)example(3)com(0)",
                "19/08/2025 14:05:39 0D4C PACKET  000001A2B3C4D5E0 TCP Rcv 2001:db8::5  0002   Q [0001   D   NOERROR] TYPE65 (7)example(3)com(0)",
                "1286536309.450    250 192.0.2.1 TCP_MISS/200 28877 GET http://user@www.example.com:8080/a?b - DIRECT/192.0.2.80 text/html",
                "1286536309.450 -1 192.0.2.1 TCP_TUNNEL/200 28877 CONNECT example.com:443 - DIRECT/192.0.2.80 -",
                "www.example.com",
                "  EXAMPLE.com.\t",
            })
    void textGetsPairsBehindIt(String line) {
        assertThat(enrich(line + "\r\n")).isEqualTo(line + TEXT + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts':1.5,'id.orig_h':'192.0.2.1','query':'www.example.com'|}",
                "{'_path':'ssl','id':{'orig_h':'192.0.2.1'},'server_name':'example.com'|}",
                "{'event_type':'dns','dns':{'type':'query','rrname':'example.com'}|}",
                "{'dns':{'version':3,'type':'response','queries':[{'rrname':'example.com','rrtype':'A'}],'answers':[{'rrname':'x.org'}]}|}",
                "{'event_type':'alert','dns':{'query':[{'type':'query','rrname':'example.com'}]}|}",
                "{'dns':{'answer':{'version':2,'rrname':'example.com'}}|}",
                "{'tls':{'sni':'example.com','subject':'CN=other.org'}|}",
                "{'dns':{'question':{'name':'example.com','registered_domain':'x.org'}}|}",
                "{'dns.question.name':'example.com'|}",
                "{'winlog':{'event_id':22,'event_data':{'QueryName':'example.com'}}|}",
                "{'EventID':22,'QueryName':'example.com','Domain':'NT AUTHORITY'|}",
                "{'T':'2025-08-19T12:00:00.1+02:00','QH':'example.com','QT':'A','IP':'192.0.2.1','Answer':'AAA='|}",
                "{'query_timestamp':'2025-08-19T12:00:00Z','query_name':'example.com.','srcaddr':'192.0.2.1'|}",
                "{'preview':false,'result':{'_raw':'{\\\"query\\\":\\\"example.com\\\"}'}|}",
                "Nov 13 10:59:46 ids suricata[7]: {'dns':{'rrname':'example.com'}|}",
                "  {'query':'example.com'|},",
                "{'query' : 'ex\\u0061mple.com' , 'a':[[1,{'query':'x.org'}]] |} ",
                "[{'query':'example.com'|},",
                "{'query':'example.com'|}]",
                "{'ts':1.5,'id.orig_h':'192.0.2.1','method':'GET','host':'example.com:8080','uri':'/'|}",
                "{'event_type':'http','http':{'hostname':'example.com:8080','url':'/'}|}",
                "{'log':'Aug 19 12:00:00 dnsmasq[1]: query[A] example.com from 192.0.2.1\\n','stream':'stdout'|}",
                "{'message':'Dns query:\\r\\nRuleName: -\\r\\nQueryName: example.com\\r\\nQueryStatus: 0'|}",
                "{'MESSAGE':'client @0x7f 192.0.2.1#3 (example.com): query: example.com IN A +'|}",
                "{'result':{'_raw':'<Event><EventData><Data Name=\\'QueryName\\'>example.com</Data></EventData></Event>'}|}",
                "{'log':'{\\'log\\':\\'{\\\\\\'query\\\\\\':\\\\\\'example.com\\\\\\'}\\'}'|}",
                "{'data':{'win':{'eventdata':{'queryName':'example.com'}}}|}",
                "{'_index':'x','_source':{'dns':{'question':{'name':'example.com'}}}|}",
                "{'class_uid':4003,'query':{'hostname':'example.com'}|}",
                "{'network':{'query-ip':'192.0.2.1'},'dns':{'qname':'example.com'}|}",
                "{'query':'example.com','answers':['\u00ff\u00fe']|}",
            })
    void jsonGetsOneMoreMember(String marked) {
        String line = marked.replace('\'', '"');
        assertThat(enrich(line.replace("|", "") + "\n")).isEqualTo(line.replace("|", JSON) + "\n");
    }

    @Test
    void jsonWithSeveralNamesGetsAnArray() {
        assertThat(
                        enrich(
                                "{\"dns\":{\"queries\":[{\"rrname\":\"a.com\"},{\"rrname\":\"host\"},{\"rrname\":\"b.a.com\"},{\"rrname\":\"c.org\"}]}}"))
                .endsWith(
                        "}]},\"domain_stats\":[{\"domain\":\"a.com\",\"age_days\":12},{\"domain\":\"a.com\",\"age_days\":12},{\"domain\":\"c.org\",\"age_days\":12}]}");
    }

    @Test
    void aNamePathTakesThePlaceOfTheKnownOnes() {
        options = new ReadingOptions(options.fields(), null, "a.list.host", null);
        assertThat(enrich("{\"query\":\"x.org\",\"a\":{\"list\":[{\"host\":\"example.com\"}]}}\n"))
                .isEqualTo(
                        "{\"query\":\"x.org\",\"a\":{\"list\":[{\"host\":\"example.com\"}]}"
                                + JSON
                                + "}\n");
        assertThat(asked).containsExactly("example.com");
    }

    @Test
    void aHostThatWroteALogIsNoName() {
        for (String line :
                List.of(
                        "{\"host\":\"sensor.example.com\",\"message\":\"started\"}\n",
                        "{\"host\":\"sensor.example.com\",\"message\":\"www.example.com\"}\n",
                        "{\"log\":\"see www.example.com for more\",\"msg\":7}\n")) {
            assertThat(enrich(line)).isEqualTo(line);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void zeeksHostMayHaveAPort() {
        assertThat(enrich("#fields\tid.orig_h\thost\n1.2.3.4\texample.com:8080\n"))
                .endsWith("1.2.3.4\texample.com:8080\texample.com\t12\n");
    }

    @Test
    void anXmlEventGetsMoreData() {
        String head =
                "<Event xmlns='x'><System><EventID>22</EventID></System><EventData>"
                        + "<Data Name='QueryName'>example.com</Data>";
        String tail = "</EventData></Event>\n";
        assertThat(enrich(head + tail))
                .isEqualTo(
                        head
                                + "<Data Name='domain_stats.domain'>example.com</Data>"
                                + "<Data Name='domain_stats.age_days'>12</Data>"
                                + tail);
    }

    @Test
    void zeekGetsColumnsOfItsOwnTypesInEachBlock() {
        options =
                new ReadingOptions(
                        new Fields(
                                "domain_stats",
                                List.of(
                                        FactField.DOMAIN,
                                        FactField.REGISTERED,
                                        FactField.FIRST_CONTACT,
                                        FactField.RANK,
                                        FactField.ALERTS)),
                        null,
                        null,
                        null);
        assertThat(
                        enrich(
                                """
                                #separator \\x09
                                #set_separator	,
                                #empty_field	(empty)
                                #unset_field	-
                                #path	dns
                                #fields	ts	id.orig_h	query
                                #types	time	addr	string
                                1.5	192.0.2.1	www.example.com
                                1.6	192.0.2.1	-
                                1.6	192.0.2.1	WORKGROUP
                                short	row
                                #close	2025
                                #separator \\x7c
                                #unset_field|none
                                #fields|query|x
                                #types|string|string
                                example.com|x
                                none|x
                                #fields|uid
                                a
                                """))
                .isEqualTo(
                        """
                        #separator \\x09
                        #set_separator	,
                        #empty_field	(empty)
                        #unset_field	-
                        #path	dns
                        #fields	ts	id.orig_h	query	domain_stats.domain	domain_stats.registered	domain_stats.first_contact	domain_stats.rank	domain_stats.alerts
                        #types	time	addr	string	string	time	bool	count	vector[string]
                        1.5	192.0.2.1	www.example.com	example.com	1767323045.000000	T	-	-
                        1.6	192.0.2.1	-	-	-	-	-	-
                        1.6	192.0.2.1	WORKGROUP	-	-	-	-	-
                        short	row
                        #close	2025
                        #separator \\x7c
                        #unset_field|none
                        #fields|query|x|domain_stats.domain|domain_stats.registered|domain_stats.first_contact|domain_stats.rank|domain_stats.alerts
                        #types|string|string|string|time|bool|count|vector[string]
                        example.com|x|example.com|1767323045.000000|T|none|none
                        none|x|none|none|none|none|none
                        #fields|uid
                        a
                        """
                                .replace(
                                        "example.com|1767323045.000000|T",
                                        "example.com|1767323045.000000|F"));
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // The line ends are what is tested.
    void csvGetsColumnsAtTheEndOfARecord() {
        options = new ReadingOptions(options.fields(), null, null, "Domain");
        assertThat(
                        enrich(
                                "\"time\",\"Domain\",note\r\n"
                                        + "1,www.example.com,\"a, \"\"b\"\"\r\nsecond\"\r\n"
                                        + "2,,x\r\n3,too few\r\n\r\n4,host,y"))
                .isEqualTo(
                        "\"time\",\"Domain\",note,domain_stats.domain,domain_stats.age_days\r\n"
                                + "1,www.example.com,\"a, \"\"b\"\"\r\nsecond\",example.com,12\r\n"
                                + "2,,x,,\r\n3,too few\r\n\r\n4,host,y,,");
    }

    @Test
    void whatWasEnrichedOnceIsLeftAlone() {
        for (String line :
                List.of(
                        "{\"query\":\"example.com\"}\n",
                        "www.example.com\n",
                        "#fields\tquery\n#types\tstring\nexample.com\n",
                        "<Event><EventData><Data Name=\"QueryName\">example.com</Data></EventData></Event>\n")) {
            String once = enrich(line);
            assertThat(once).isNotEqualTo(line);
            assertThat(enrich(once)).isEqualTo(once);
        }
    }

    @Test
    void anObjectEndsInItsLine() {
        String good = "{\"query\":\"example.com\"|}\n".replace("|", "");
        String log =
                good
                        + "{\"query\":\"a.org\",\n"
                        + "\"query\":\"b.org\"}\n"
                        + good
                        + "{\"query\":[{\n"
                        + "{\"query\":\"c.org\n"
                        + "\n"
                        + good
                        + "{\"query\":\"d.org\"}{\"query\":\"e.org\"}\n"
                        + good;
        assertThat(enrich(log)).isEqualTo(log.replace(good, good.replace("}", JSON + "}")));
        assertThat(asked).containsExactly("example.com");
        assertThat(tally.untouched()).containsEntry(NoNameReason.MALFORMED.text(), 5L);
    }
}
