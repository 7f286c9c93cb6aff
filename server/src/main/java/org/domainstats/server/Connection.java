package org.domainstats.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

import org.domainstats.answerformats.Dialect;
import org.domainstats.server.BatchHead.Framing;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection: its requests are answered one after the other, in the order in which
 * they came. Used by its event loop only.
 */
final class Connection {

    static final AttributeKey<Connection> KEY =
            AttributeKey.valueOf(Connection.class, "connection");

    /** Responses to pipelined requests are gathered up to this size before they are passed on. */
    private static final int BATCH = 32 * 1_024;

    /** How the answer to a plain question is framed. */
    private static final Request USUAL = Request.get("/", null);

    private final Channel channel;
    private final HttpService service;
    private final RequestBatching gathering;
    private final Dialect dialect;
    private final Quiet quiet = new Quiet();
    private @Nullable ByteBuf batch;
    private Runnable resume = () -> {};
    private boolean busy;
    private boolean batching;
    private boolean taking;
    private boolean again;
    private boolean over;
    private boolean ending;
    private boolean inputEnded;

    Connection(Channel channel, HttpService service, RequestBatching gathering, Dialect dialect) {
        this.channel = channel;
        this.service = service;
        this.gathering = gathering;
        this.dialect = dialect;
    }

    /** Sets what is to be done when the next request may be taken. */
    void whenFree(Runnable resume) {
        this.resume = resume;
    }

    /** Whether a request may be answered now: none is under way, and the client reads. */
    boolean isFree() {
        return !busy && !over && channel.isWritable();
    }

    /** Whether nothing that comes in matters any more. */
    boolean isOver() {
        return over;
    }

    /** Answers the most usual request, if {@link #isFree}. */
    void answerPlain(String path, @Nullable String authorization) {
        switch (service.routePlain(path, authorization, dialect)) {
            case Response response when !service.isStopping() -> {
                response.writeTo(batch(), service.date());
                quiet.broken();
            }
            case Reply reply -> answer(USUAL, reply);
        }
    }

    /** Answers a request, if {@link #isFree}. */
    void answer(Request request) {
        answer(request, service.route(request, dialect));
    }

    /** Answers what is no proper request, after which nothing can be understood any more. */
    void refuse(Response response) {
        respond(new Request("GET", "", null, false, false), response);
    }

    /** Tells a client that waits to be told to send the body. */
    void sayContinue() {
        batch().writeCharSequence("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII);
    }

    private void answer(Request request, Reply reply) {
        switch (reply) {
            case Response response -> respond(request, response);
            case Asking asking -> {
                busy = true;
                gathering.add(asking, response -> finish(request, response));
            }
            case BatchQuestion _ -> throw new IllegalStateException("a batch has a body");
            case Work work -> {
                busy = true;
                service.start(
                        work,
                        response -> {
                            // A client that is gone needs no response, and its loop may be too.
                            if (channel.isActive()) {
                                channel.eventLoop().execute(() -> finish(request, response));
                            }
                        });
            }
        }
    }

    /** What the head of a POST leads to. */
    Reply route(Request request) {
        return service.route(request, dialect);
    }

    /**
     * Begins with a batch.
     *
     * @return where its body goes, until it ends or the connection does
     */
    BodyInput begin(BatchQuestion question, Request request, Encodings encodings) {
        flush();
        busy = true;
        batching = true;
        boolean close = !request.keepAlive() || request.http10() || service.isStopping();
        BodyInput body = new BodyInput(() -> channel.eventLoop().execute(this::proceed));
        Framing framing = new Framing(!request.http10(), encodings.zippedResponse());
        String head = BatchHead.of(service.date(), close, framing);
        RowsOutput output = new RowsOutput(channel, head, this::progressed, framing);
        service.start(
                question,
                body,
                encodings.zippedRequest(),
                output,
                end -> {
                    if (channel.isActive()) {
                        channel.eventLoop().execute(() -> finish(end, close));
                    }
                });
        return body;
    }

    /** Something of a batch came in or went out. */
    void progressed() {
        quiet.broken();
    }

    private void finish(BatchEnd end, boolean close) {
        busy = false;
        batching = false;
        switch (end) {
            case BatchEnd.Done _ -> {
                over = close;
                proceed();
            }
            case BatchEnd.Refused refused -> {
                refuse(refused.response());
                flush();
            }
            case BatchEnd.Broken _ -> abort();
        }
    }

    private void finish(Request request, Response response) {
        busy = false;
        if (channel.isActive()) {
            respond(request, response);
            proceed();
        }
    }

    private void respond(Request request, Response response) {
        over = !request.keepAlive() || service.isStopping();
        response.writeTo(batch(), service.date(), request, over);
        quiet.broken();
    }

    /** Takes up whatever has come in and may be answered, and sends what there is. */
    void proceed() {
        if (!taking) {
            takeUp();
            flush();
        }
    }

    /**
     * Takes up whatever has come in and may be answered. Called again from inside, by a write that
     * fills the channel or by the next handler taking over, it is done once more at the end.
     */
    void takeUp() {
        if (taking) {
            again = true;
            return;
        }
        taking = true;
        try {
            do {
                again = false;
                resume.run();
            } while (again);
        } finally {
            taking = false;
        }
    }

    private ByteBuf batch() {
        if (batch != null && batch.readableBytes() > BATCH) {
            passOn();
        }
        if (batch == null) {
            batch = channel.alloc().directBuffer(512);
        }
        return batch;
    }

    private void passOn() {
        ByteBuf gathered = batch;
        if (gathered != null) {
            batch = null;
            // What goes wrong with it comes back as an exception in the pipeline.
            var _ = channel.write(gathered, channel.voidPromise());
        }
    }

    /** Sends what has been answered, and ends the connection if that was the last of it. */
    void flush() {
        passOn();
        channel.flush();
        if (over || inputEnded && isFree()) {
            end();
        }
    }

    /** The client has said its last word, but may well be waiting for answers. */
    void inputEnded() {
        inputEnded = true;
        if (ending) {
            abort();
        } else {
            flush();
        }
    }

    /** The client is gone, or so unwell that it might as well be. */
    void abort() {
        var _ = channel.close();
    }

    /** Ends the connection as soon as it is idle. */
    void stop() {
        if (!busy) {
            over = true;
            flush();
        }
    }

    private void end() {
        over = true;
        if (!ending) {
            ending = true;
            Farewell.to(channel, inputEnded);
        }
    }

    /**
     * Looks after the connection until it is closed: one that is quiet for long is idle, or a
     * client that sends or reads on purpose slowly.
     */
    void watch() {
        if (!channel.isOpen()) {
            return;
        }
        if (quiet.isTooLong(busy && !batching)) {
            abort();
        } else {
            var _ =
                    channel.eventLoop()
                            .schedule(this::watch, Quiet.CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }
}
