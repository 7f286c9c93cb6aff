package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.RegistrationOutcome.Registered;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways of writing a date of registration that registries and registrars have. */
class WhoisLabelsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Creation Date: 2004-03-05",
                "Created On:05-Mar-2004",
                "Created: 2004-03-05",
                "created............: 5.3.2004",
                "Created on..............: 2004-03-05.",
                "Creation Date........ 2004-03-05",
                "Activation:.........2004-03-05",
                "Registered          2004-03-05",
                "Registered\t2004-03-05",
                "[Created on]                    2004/03/05",
                "a. [Record Created]             05-MAR-2004",
                "[登録年月日]                    2004/03/05",
                "등록일                      : 2004. 03. 05.",
                "注册日期: 2004年03月05日",
                "Record created on 2004-03-05.",
                "Record created on 2004-03-05 (YYYY-MM-DD)",
                "Registered on 5th March 2004",
                "Domain registered on: 5 March 2004",
                "assigned 2004-03-05",
                "First registration date:\n2004-03-05",
                "Registered on:\n     5th March 2004",
                "Relevant dates:\n     Registered on: 05-Mar-2004",
                "Domain Name Commencement Date: 2004-03-05",
                "Domain record activated:    05-Mar-2004",
                "domain_dateregistered: 2004-03-05",
                "createdDate: 2004-03-05",
                "created-date: 2004-03-05",
                "created_at: 2004-03-05",
                "regdate: 20040305",
                "Date Registered: 2004-03-05",
                "Original Creation Date: 2004-03-05",
                "*** Registration date: 2004-03-05",
                "Reg. date: 2004-03-05",
                "Data de registre: 2004-03-05",
                "Датум регистрације: 05.03.2004",
                "Luontipäivä: 5.3.2004",
                "Data înregistrării: 05.03.2004",
                "วันที่จดทะเบียน: 2004-03-05",
                "Qeydiyyat tarixi: 05.03.2004",
                "Бүртгэсэн огноо: 2004-03-05",
                "Գրանցման ամսաթիվ: 2004-03-05",
                "რეგისტრაციის თარიღი: 2004-03-05",
                "Skráð: 5. mars 2004",
                "Criado em: 2004-03-05",
                "Registriert seit: 05.03.2004",
                "Aangemaakt: 2004-03-05",
                "Registreringsdatum: 2004-03-05",
                "Regisztrálva: 2004. március 5.",
                "Tarikh pendaftaran: 2004-03-05",
                "Ngày đăng ký: 2004-03-05",
                "Date granted: 5 Mar 2004",
                "Delegation date: 2004-03-05",
                "changed: registrar AT registry 20040305 (Assigned)",
                "Data de registo / Creation Date (dd/mm/yyyy): 05/03/2004",
                "Creation Date (mm/dd/yyyy): 03/05/2004",
                "Fecha de Creación: 2004-03-05",
                "Fecha de registro: 5 de marzo de 2004",
                "Fecha de alta: 2004-03-05",
                "Data de criação: 2004-03-05",
                "Data creazione: 2004-03-05",
                "Data di registrazione: 2004-03-05",
                "Date de création: 2004-03-05",
                "Date d'enregistrement : 5 mars 2004",
                "Registrierungsdatum: 05.03.2004",
                "registriert am: 5. März 2004",
                "Kayıt Tarihi: 5 Mart 2004",
                "Oluşturulma tarihi: 2004-03-05",
                "Data rejestracji: 2004.03.05",
                "Datum registrace: 5.3.2004",
                "Дата регистрации: 05.03.2004",
                "Дата создания: 5 марта 2004",
                "Дата реєстрації: 2004-03-05",
                "تاريخ التسجيل: 2004-03-05",
            })
    void eachWayIsRead(String lines) {
        ParsedReply reading =
                WhoisParserTest.read("shop.example", "Domain Name: shop.example\n" + lines + "\n");
        assertThat(reading.outcome()).as(reading.because()).isInstanceOf(Registered.class);
        assertThat(((Registered) reading.outcome()).first()).isEqualTo("2004-03-05T00:00:00Z");
    }

    /** The same digits, as registries of different countries mean them. */
    @ParameterizedTest
    @CsvSource({
        "shop.fr, created: 03/05/2004, 2004-05-03T00:00:00Z",
        "shop.es, Fecha de alta: 03/05/2004, 2004-05-03T00:00:00Z",
        "shop.hk, Domain Name Commencement Date: 03-05-2004, 2004-05-03T00:00:00Z",
        "shop.tk, Domain registered: 03/05/2004, 2004-03-05T00:00:00Z",
        "shop.us, Creation Date: 03/05/2004, 2004-03-05T00:00:00Z",
        "shop.cn, Registration Time: 2004-03-05 01:02:03, 2004-03-04T17:02:03Z",
        "shop.pl, created: 2004.07.05 12:00:00, 2004-07-05T10:00:00Z",
        "shop.kz, Domain created: 2004-03-05 10:00:00 (GMT+0:00), 2004-03-05T10:00:00Z",
        "shop.br, created: 20040305 #123456, 2004-03-05T00:00:00Z",
        "shop.ua, created: 2004-03-05 10:00:00+02, 2004-03-05T08:00:00Z"
    })
    void conventionsOfTheRegistryAreFollowed(String domain, String line, String expected) {
        ParsedReply reading =
                WhoisParserTest.read(domain, "domain: " + domain + "\n" + line + "\n");
        assertThat(reading.outcome()).isInstanceOf(Registered.class);
        assertThat(((Registered) reading.outcome()).first()).isEqualTo(expected);
    }
}
