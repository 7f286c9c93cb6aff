package org.domainstats.registrationdata.dates;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A date as a registry wrote it.
 *
 * @param time the time of day, if it wrote one
 * @param offset its offset from UTC, if it wrote one
 * @param before whether it only said that it was before that day
 */
public record WrittenDate(
        LocalDate day, @Nullable LocalTime time, @Nullable ZoneOffset offset, boolean before) {}
