package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.junit.jupiter.api.Test;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class WhoisCharsetTest {

    @Test
    void utf8IsTakenForWhatItIs() {
        byte[] reply = "Titular: Peña\n".getBytes(StandardCharsets.UTF_8);
        assertThat(WhoisCharset.text(reply, new DomainName("a.ru"))).isEqualTo("Titular: Peña\n");
    }

    @Test
    void otherBytesAreLatin1() {
        byte[] reply = "Titular: Peña\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(WhoisCharset.text(reply, null)).isEqualTo("Titular: Peña\n");
    }

    @Test
    void otherBytesAreWhatTheCountryUsed() {
        byte[] reply = "дата создания: 2001-01-02".getBytes(Charset.forName("windows-1251"));
        assertThat(WhoisCharset.text(reply, new DomainName("a.kg")))
                .isEqualTo("дата создания: 2001-01-02");
    }

    @Test
    void japaneseIsToldByItsEscapes() {
        byte[] reply = "[登録年月日] 2001/01/02".getBytes(Charset.forName("ISO-2022-JP"));
        assertThat(WhoisCharset.text(reply, null)).isEqualTo("[登録年月日] 2001/01/02");
    }

    @Test
    void aCharacterCutInTwoSpoilsNothing() {
        byte[] whole = "域名: 注册日期注册日期中".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThat(WhoisCharset.text(cut, null)).startsWith("域名: 注册日期");
    }
}
