package org.domainstats.settings;

/** The whole numbers from the least to the most. */
record NumberRange(int least, int most) {

    static final NumberRange ALL = new NumberRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

    static NumberRange from(int least) {
        return new NumberRange(least, Integer.MAX_VALUE);
    }

    boolean contains(int number) {
        return least <= number && number <= most;
    }

    /** As an error message says what is wanted. */
    String text() {
        if (equals(ALL)) {
            return "a whole number";
        }
        return most == Integer.MAX_VALUE
                ? "a whole number, " + least + " or more"
                : "a whole number from " + least + " to " + most;
    }
}
