package org.domainstats.events;

import org.domainstats.store.events.EventOutputs.Position;

import java.util.Map;

/**
 * How an output does.
 *
 * @param delivered how many events were delivered since the start
 * @param failures how often delivering failed since the start
 * @param position the number of the last event that has arrived; 0 if it is not known yet
 * @param dropped how many events were dropped because there were too many
 */
public record OutputStatus(
        String name, boolean failing, long delivered, long failures, long position, long dropped) {

    static OutputStatus of(EventDelivery runner, Map<String, Position> positions) {
        Position position = positions.getOrDefault(runner.name(), new Position(0, 0));
        return new OutputStatus(
                runner.name(),
                runner.isFailing(),
                runner.delivered(),
                runner.failures(),
                position.delivered(),
                position.dropped());
    }
}
