package org.domainstats.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintSourceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://isc.sans.edu/feeds/domaindata.json.gz domaindata AUTO",
                "isc:https://isc.sans.edu/feeds/domaindata.json.gz domaindata ISC",
                "nrd=csv:https://lists.example/d?token=a=b nrd CSV",
                "https://lists.example/download/S3cretS3cret lists.example AUTO",
                "names:/var/lists/New.Names.txt new.names NAMES",
                "lists/isc.json.gz isc AUTO",
            })
    void nameAndFormatMayStandInFront(String text, String name, ListFormat format) {
        HintSource source = HintSource.parse(text);
        assertThat(source.name()).isEqualTo(name);
        assertThat(source.format()).isEqualTo(format);
        assertThat(text).endsWith(source.location());
    }

    @Test
    void urlIsAskedAndAPathIsRead() {
        assertThat(HintSource.parse("isc:http://h:81/x").url()).hasHost("h").hasPort(81);
        assertThat(HintSource.parse("isc=/x/y").url()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://h/secret", "https:///secret", "https://h/secret|", "xml:/secret/a"})
    void whatIsNoneIsRefusedWithoutItsSecret(String text) {
        assertThatThrownBy(() -> HintSource.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
