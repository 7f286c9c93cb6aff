package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers say instead of a record. */
class WhoisMessagesTest {

    /** Terms that come before and after everything, with all the words that must not count here. */
    private static final String TERMS =
            """
            % Terms of use: access to this service is rate limited. You may not query it
            % more than is reasonable; if a limit is exceeded, access may be denied.
            % Not found in our terms are any exceptions. The data is not available for
            % commercial purposes, and premium names follow rules of their own. All rights
            % reserved. You agree not to use it for names that are free or reserved.
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No match for \"SHOP.EXAMPLE\".",
                "No match!!",
                "Domínio inexistente",
                "Query returned no results",
                "Error code: 101, no entries found",
                "No whois record for shop.example",
                "No information available on the domain shop.example",
                "Aucun domaine trouvé",
                "Il dominio shop.example non è registrato",
                "De domeinnaam is vrij",
                "Domænet er ikke registreret",
                "Domenas neregistruotas",
                "הדומיין אינו רשום",
                "النطاق غير مسجل",
                "该域名尚未被注册",
                "Status: NXDOMAIN",
                "Status: available for registration",
                "NOT FOUND",
                "Domain not found.",
                "The domain shop.example was not found.",
                "domain \"shop.example\" not found",
                "Not found: shop.example",
                "DOMAIN NOT FOUND",
                "No Data Found",
                "No Object Found!",
                "No Found",
                "no matching record.",
                "No matching domain name found.",
                "% nothing found",
                "*** Nothing found for this query.",
                "*** No such domain",
                "%ERROR:101: no entries found",
                "%ERROR:103: Domain is not registered",
                "%error 230 No Objects Found",
                "% No entries found for the selected source(s).",
                "% No data was found to match the request criteria.",
                "No information available about domain name shop.example in the registry database.",
                "The queried object does not exist: no matching objects found",
                "The requested domain was not found in the Registry or Registrar's WHOIS Server.",
                "Domain shop.example is available for registration",
                ">>> Domain shop.example is available for registration",
                "Domain shop.example is available for purchase",
                "shop.example is free",
                "shop.example: no existe",
                "This domain name has not been registered.",
                "Domain shop.example not registred.",
                "Domain Name [shop.example] does not exist in database!",
                "Domain Status: No Object Found",
                "Domain Status: Available",
                "Status: free",
                "Status:\tAVAILABLE",
                "Status: Not Registered",
                "query_status: 220 Available",
                "Available\nDomain: shop.example",
                "Sorry, but domain: \"shop.example\", not found in database",
                "We do not have an entry in our database matching your query.",
                "Invalid query or domain name not known in Dot Example Domain Registry",
                "El dominio no se encuentra registrado en NIC Example",
                "O domínio não está registado.",
                "Le domaine n'existe pas",
                "Aucun enregistrement",
                "Der Domainname ist nicht registriert.",
                "Il dominio non esiste",
                "Domena nie istnieje",
                "Доменное имя не зарегистрировано",
                "домен не найден",
                "Bu alan adı kayıtlı değil",
                "상기 도메인이름은 등록되어 있지 않습니다.",
                "未找到 shop.example",
                "您查询的域名尚未注册。",
                "上記のドメインは見つかりませんでした",
                "등록되지 않은 도메인입니다",
                "ไม่พบข้อมูล",
                "Tên miền chưa được đăng ký",
                "Το όνομα χώρου δεν είναι καταχωρημένο",
                "Доменот не е регистриран",
                "Domænet er ledigt",
                "Domenas laisvas",
                "Ce nom de domaine n'est pas enregistré",
                "Your query returned no results.",
                "Number of records: 0",
                "Unknown domain: shop.example",
                "Domain \"shop.example\" has no records",
                "Registered: no",
                "Availability: available",
            })
    void aNameThatNobodyHasIsUnregistered(String words) {
        assertSays(Unregistered.class, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please go away for 13 Seconds",
                "WHOIS LIMIT EXCEEDED - SEE WWW.NIC.EXAMPLE/WHOIS FOR DETAILS",
                "You have exceeded your quota of queries.",
                "You have reached your query limit.",
                "Your connection limit exceeded. Please slow down and try again later.",
                "Look up quota exceeded: 5 lookups per minute",
                "Excessive querying, grace period of 30 seconds.",
                "%% Maximum query rate reached",
                "# Too many connections.",
                "Too Many Requests",
                "request limit exceeded for 192.0.2.1",
                "whois.nic.example: only 1 request per second allowed, try again later",
                "query_status: 440 Request Denied",
                "-3: IP address blocked",
                "55000000002 Connection refused; access control limit reached.",
                "WHOIS lookup for SHOP.EXAMPLE can temporarily not be answered. Please try again.",
                "Please maintain at least 10-second time before starting another enquiry.",
                "% Server too busy",
                "Access denied",
                "查询过于频繁，请稍后再试",
                "Слишком много запросов",
                "Se ha excedido el limite de consultas",
            })
    void askingTooMuchIsNoAnswer(String words) {
        assertThat(assertSays(Unreachable.class, words).health()).isEqualTo(Health.THROTTLING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sorry, the Whois database is currently down.",
                "Service temporarily unavailable",
                "Internal server error",
                "The service is under maintenance",
                "TLD is not supported.",
                "Invalid input",
                "Malformed request.",
                "404 Not Found",
                "% You queried for shop.example but this server does not have any data for example.",
                "Can't get information on non-local domain shop.example",
                "query_status: 500 Invalid characters in query string",
            })
    void aServerThatCannotOrWillNotAnswerIsNoAnswer(String words) {
        assertSays(Unreachable.class, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Status: NOT ALLOWED",
                "This domain cannot be registered because it contravenes the naming rules.",
                "Reserved by the registry",
                "Domain reserved",
                "Domain is not available or is reserved by the registry.",
                "This name is reserved by the Registry in accordance with ICANN Policy.",
                "This name is not available for registration.",
                "Not available for registration.",
                "Domain Status: Prohibited String - Object Cannot Be Registered",
                "Status: RESERVED",
                "Status: UNASSIGNABLE",
                "Status: AVAILABLE ON REQUEST",
                "Status: available for trademark holders",
                "Status: available soon",
                "Status: available after 2027-01-01",
                "该域名为保留域名",
                "Status: QUARANTINE",
                "Domain Status: Unavailable",
                "PREMIUM: No match for domain shop.example",
                "No match for domain shop.example\nThis is a premium domain",
                "query_status: 210 PendingRelease",
                "The registration of this domain is restricted, as it is protected by the DPML.",
            })
    void aNameThatNobodyCanHaveIsNotFree(String words) {
        assertSays(Undisclosed.class, words);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Please go away for 13 Seconds, 13",
                "\"Excessive querying, grace period of 30 seconds.\", 30",
                "Please maintain at least 10-second time before starting another enquiry., 10",
                "Rate limit exceeded. Try again after: 24h0m0s, 86400",
                "Too many requests. Please wait 2 minutes, 120",
                "Quota exceeded. You are banned for 99999 days, 86400",
            })
    void howLongToWaitIsTakenFromTheWords(String words, long seconds) {
        assertThat(assertSays(Unreachable.class, words).notBefore())
                .isEqualTo(WhoisParserTest.NOW.instant().plusSeconds(seconds));
    }

    @Test
    void waitingInTermsOfUseIsNoRequest() {
        assertThat(
                        assertSays(
                                        Unregistered.class,
                                        "No match for shop.example\n\nYou must wait 60 seconds between queries.")
                                .notBefore())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No matching name servers",
                "No information available",
                "No data",
                "Cannot find registry",
                "Error: cannot find database",
                "Not Found on this server",
                "Status: free transfer",
                "Status: available at auction",
                "Status: available via broker",
                "Status: available for pre-registration",
                "No match for nameserver \"SHOP.EXAMPLE\".",
                "No such registrar",
                "Could not find contact",
                "Status: free of charge period",
                "Status: free period",
            })
    void whatIsSaidOfSomethingElseIsNoAnswer(String words) {
        assertSays(Unreachable.class, words);
    }

    @Test
    void aRateLimitOutweighsWhatElseIsSaid() {
        assertSays(Unreachable.class, "No match for shop.example\n\nQuota exceeded\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No match for \"OTHER.EXAMPLE\".",
                "other.example is free",
                "Domain: other.example\nStatus: free",
            })
    void whatIsSaidOfAnotherDomainIsNotSaidOfTheOneAskedFor(String words) {
        assertThat(WhoisParserTest.read("shop.example", words + "\n").outcome())
                .isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[whois.internic.net]\nNo match for \"SHOP.ET\".\n>>> Last update of whois database",
                "No match for \"SHOP.ET\".\n\nTERMS OF USE: VeriSign does not guarantee its accuracy.",
            })
    void aServerOfOtherTldsThatIsCutOffBeforeItSaysSoIsNoAnswer(String words) {
        assertThat(WhoisParserTest.read("shop.et", words).outcome())
                .isInstanceOf(Unreachable.class);
        assertThat(WhoisParserTest.read("shop.cc", words.replace(".ET", ".CC")).outcome())
                .isInstanceOf(Unregistered.class);
    }

    @Test
    void termsAloneSayNothing() {
        assertSays(Unreachable.class, "");
    }

    private static ParsedReply assertSays(
            Class<? extends RegistrationOutcome> outcome, String words) {
        ParsedReply alone = WhoisParserTest.read("shop.example", words + "\n");
        assertThat(alone.outcome()).isInstanceOf(outcome);
        ParsedReply first = WhoisParserTest.read("shop.example", words + "\n\n" + TERMS);
        assertThat(first.outcome()).as(first.because()).isInstanceOf(outcome);
        ParsedReply last = WhoisParserTest.read("shop.example", TERMS + "\n" + words + "\n");
        assertThat(last.outcome()).as(last.because()).isInstanceOf(outcome);
        ParsedReply unasked = WhoisParserTest.read(null, TERMS + "\n" + words + "\n");
        assertThat(unasked.outcome()).as(unasked.because()).isInstanceOf(outcome);
        return first;
    }
}
