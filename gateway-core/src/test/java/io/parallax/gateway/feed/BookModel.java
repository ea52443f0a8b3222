package io.parallax.gateway.feed;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.LevelOp;
import java.util.TreeMap;

/** One book of one line, kept the plain way: whole from a snapshot's end until a status voids it. */
final class BookModel {
    final TreeMap<Long, Long> levels = new TreeMap<>();
    boolean whole;
    boolean loading;
    boolean inUpdate;
    int broken;

    static long key(boolean ask, long priceMicros) {
        return ask ? priceMicros : -priceMicros;
    }

    void onSnapshot(BookSnapshotDecoder snapshot) {
        if (snapshot.flags().begin()) {
            levels.clear();
            loading = true;
            whole = false;
            inUpdate = false;
        } else if (!loading) {
            return;
        }
        for (BookSnapshotDecoder.LevelsDecoder level : snapshot.levels()) {
            levels.put(key(level.side() == BookSide.ASK, level.priceMicros()), level.qtyMicros());
        }
        if (snapshot.flags().end()) {
            loading = false;
            whole = true;
        }
    }

    void onUpdate(BookUpdateDecoder update) {
        if (!whole) {
            return;
        }
        if (update.flags().begin() == inUpdate) {
            broken++;
        }
        inUpdate = !update.flags().end();
        for (BookUpdateDecoder.ChangesDecoder change : update.changes()) {
            long key = key(change.side() == BookSide.ASK, change.priceMicros());
            long before = change.op() == LevelOp.DELTA ? levels.getOrDefault(key, 0L) : 0;
            set(key, before + change.qtyMicros());
        }
    }

    void set(long key, long qtyMicros) {
        if (qtyMicros < 0) {
            broken++;
        } else if (qtyMicros == 0) {
            levels.remove(key);
        } else {
            levels.put(key, qtyMicros);
        }
    }

    void lost() {
        whole = false;
        loading = false;
        inUpdate = false;
    }
}
