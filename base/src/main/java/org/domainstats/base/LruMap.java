package org.domainstats.base;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of bounded size, which drops what was used least recently. For one thread at a time, where
 * a cache for many would be too much.
 */
public final class LruMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    /**
     * @param most how many entries it has at most
     */
    public LruMap(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
