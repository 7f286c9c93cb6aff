package org.domainstats.http;

import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/**
 * One client's connection as its event loop sees it: when it last progressed, and what is under way
 * on it. Used on that event loop only.
 */
final class TrackedConnection {

    private final HttpConnection connection;
    private final InetAddress address;
    private final @Nullable BoundedRequestDecoder decoder;
    private @Nullable Exchange current;
    private @Nullable LingeringClose lingering;
    private boolean streaming;
    private boolean closing;
    private int progressed;
    private int begun;

    /**
     * @param decoder which learns of each response; null if Vert.x has another
     * @param tick the number of the current check
     */
    TrackedConnection(
            HttpConnection connection,
            InetAddress address,
            @Nullable BoundedRequestDecoder decoder,
            int tick) {
        this.connection = connection;
        this.address = address;
        this.decoder = decoder;
        this.progressed = tick;
    }

    InetAddress address() {
        return address;
    }

    void begin(Exchange exchange, int tick) {
        current = exchange;
        streaming = false;
        begun = tick;
        progressed = tick;
    }

    /** From here on both bodies may take as long as they like, as long as they move. */
    void stream() {
        streaming = true;
    }

    /** Sets how much the system takes for the client before it has read. */
    void sendBuffer(int bytes) {
        // Vert.x has this for all connections of a server only.
        if (connection instanceof ConnectionBase base && base.channel().isOpen()) {
            base.channel().config().setOption(ChannelOption.SO_SNDBUF, bytes);
        }
    }

    void progress(int tick) {
        progressed = tick;
    }

    void answered(int tick) {
        current = null;
        streaming = false;
        progressed = tick;
        if (decoder != null && !closing) {
            decoder.answered();
        }
    }

    /**
     * Whether nothing went either way for so many checks, though it is not us who are waited for.
     */
    boolean isIdle(int tick, int longest) {
        return (current == null || streaming) && tick - progressed > longest;
    }

    /** The request that has been under way for more checks than it may, or null. */
    @Nullable Exchange overdue(int tick, int longest) {
        return !streaming && tick - begun > longest ? current : null;
    }

    /** The response under way says that the connection is closed after it. */
    void last() {
        if (decoder != null) {
            decoder.last();
        }
    }

    /** From here on nothing that comes in is answered. */
    void refuse() {
        closing = true;
    }

    /** What is left of the body that was refused is read past. */
    void linger(LingeringClose close) {
        lingering = close;
    }

    void closed() {
        if (lingering != null) {
            lingering.end();
        }
    }

    boolean isClosing() {
        return closing;
    }

    void close() {
        closing = true;
        var _ = connection.close();
    }
}
