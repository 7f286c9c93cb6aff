package org.domainstats.lookup;

import org.domainstats.store.Contacts;
import org.domainstats.store.Store;
import org.domainstats.store.StoreDeadline;
import org.domainstats.store.StoreException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A real store, one call of which fails after a contact has become durable. */
final class FaultyStore {

    private static final String LAST_SUCCESS = "beginRecording";

    private final Store store;
    private final AtomicInteger left = new AtomicInteger();
    private volatile RuntimeException fault = new IllegalStateException();
    private volatile boolean armed;
    private volatile boolean thrown;
    private volatile boolean refusing;

    FaultyStore(Store store) {
        this.store = store;
    }

    /** Has the n-th call fail after the next contact was recorded. */
    void failAt(int number, RuntimeException with) {
        left.set(number);
        fault = with;
        thrown = false;
        armed = true;
    }

    /** Lets all calls succeed from now on; whether one has failed. */
    boolean disarm() {
        armed = false;
        left.set(0);
        return thrown;
    }

    boolean hasFailed() {
        return thrown;
    }

    /** Whether contacts can only be read. */
    void refuseContacts(boolean refuse) {
        refusing = refuse;
    }

    /** The store to use. */
    Store faulty() {
        return proxy(
                Store.class,
                (method, arguments) -> {
                    Object part = call(store, method, arguments);
                    Class<?> type = method.getReturnType();
                    return type.getPackage() == Contacts.class.getPackage() && type.isInterface()
                            ? part(type, part)
                            : part;
                });
    }

    private <T> Object part(Class<T> type, Object part) {
        return proxy(
                type,
                (method, arguments) -> {
                    if (armed
                            && !method.getName().equals(LAST_SUCCESS)
                            && counting()
                            && left.getAndDecrement() == 1) {
                        thrown = true;
                        throw fault;
                    }
                    if (refusing && method.getName().equals(LAST_SUCCESS)) {
                        reads.set(0);
                        timeLeft = StoreDeadline.left(Duration.ofDays(1));
                        throw new StoreException("cannot be written");
                    }
                    if (type == Contacts.class && method.getName().startsWith("find")) {
                        reads.incrementAndGet();
                    }
                    Object result = call(part, method, arguments);
                    if (method.getName().equals(LAST_SUCCESS)) {
                        recorded = true;
                    }
                    return result;
                });
    }

    private volatile boolean recorded;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Duration timeLeft = Duration.ZERO;

    /** How often contacts were read since they were refused. */
    int reads() {
        return reads.get();
    }

    /** How long the store had for the contacts that were refused. */
    Duration timeLeft() {
        return timeLeft;
    }

    private boolean counting() {
        return recorded;
    }

    /** Counts from the next contact on. */
    void awaitContact() {
        recorded = false;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> handler.handle(method, arguments)));
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }
}
