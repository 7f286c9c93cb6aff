package org.domainstats.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import org.domainstats.http.Exchange;
import org.domainstats.http.RequestTarget;
import org.domainstats.model.AddressPrefix;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for a resource by somebody who may use it.
 *
 * @param exchange header fields may be read from any thread; the rest belongs to the event loop
 * @param client the address that it comes from, behind proxies as well
 * @param variables of the path, decoded
 * @param body empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares requests.
public record ResourceRequest(
        Exchange exchange,
        Identity identity,
        InetAddress client,
        Map<String, String> variables,
        RequestTarget target,
        byte[] body) {

    /** What limits for each client are counted by. */
    public String limitKey() {
        return AddressPrefix.ofHost(client).toString();
    }

    /** The value of a variable of the path. */
    public String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** The decoded value of the first query parameter of that name, or null. */
    public @Nullable String parameter(String name) {
        return target.parameter(name);
    }

    public String text() {
        return new String(body, UTF_8);
    }

    /** The JSON object that was sent, if it is one. */
    public Optional<JsonObject> json() {
        try {
            return Optional.of(new JsonObject(text()));
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
