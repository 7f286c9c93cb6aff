package org.domainstats.registrationdata.dates;

/** Whether a day or a month comes first in {@code 04/03/2002}. */
public enum DayOrder {
    DAY_FIRST,
    MONTH_FIRST,
    /** Then such a date is read only if one of its numbers can be no month. */
    UNKNOWN
}
