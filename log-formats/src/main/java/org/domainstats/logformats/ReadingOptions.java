package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

/**
 * How logs are read.
 *
 * @param fields what is added
 * @param format of every log; null to recognise that of each by its lines
 * @param namePath the path of the name in JSON, keys separated by dots; null for those of known
 *     producers
 * @param nameColumn the column of the name, in CSV and in Zeek's own format; null for known ones
 */
public record ReadingOptions(
        Fields fields,
        @Nullable LogFormat format,
        @Nullable String namePath,
        @Nullable String nameColumn) {

    public static final ReadingOptions DEFAULT =
            new ReadingOptions(Fields.DEFAULT, null, null, null);
}
