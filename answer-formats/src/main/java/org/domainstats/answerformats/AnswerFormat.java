package org.domainstats.answerformats;

import org.domainstats.model.Answer;

import java.time.Instant;

/** One dialect: an answer into one line of ASCII. Pure. */
interface AnswerFormat {

    /**
     * The answer in the words of the dialect.
     *
     * @param now the instant at which the answer is given, which decides what is young
     */
    String line(Answer answer, Instant now);
}
