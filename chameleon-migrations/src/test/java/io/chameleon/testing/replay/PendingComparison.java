package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Compares a replay of 1.7 catalogues with a plain interpreter. */
public final class PendingComparison implements Comparison {
    private final ReplayDatabase replayed = ReplayDatabase.create(CatalogueLayout.V1_7);
    private final ReplayDatabase reference = ReplayDatabase.createDestination();
    private final PendingReplayer replayer;

    public PendingComparison(PendingReplayer replayer) throws SQLException {
        this.replayer = replayer;
    }

    @Override
    public CatalogueLayout layout() {
        return CatalogueLayout.V1_7;
    }

    @Override
    public ServerFeatures features() throws SQLException {
        return replayed.features();
    }

    @Override
    public List<String> differences(RandomLog log) throws SQLException {
        replayed.load(log);
        reference.load(log);
        var actual = replayer.replay(replayed.connection(), log.maxEvents(), log.exitOnError());
        var interpreter = new ReferenceReplay17(log, reference.connection(), actual.failedEvents());
        var expected = interpreter.run();

        var differences = new Differences();
        differences.add("outcome", List.of(actual.toString()), List.of(expected.toString()));
        differences.add(
                "catalogue", replayed.catalogue(), interpreter.catalogue().lines(CatalogueLayout.V1_7));
        boolean exact = !interpreter.catalogue().hadError();
        differences.add("destination", replayed.destination(exact), reference.destination(exact));
        return differences.lines();
    }

    @Override
    public void close() throws SQLException {
        replayed.close();
        reference.close();
    }

    /** The replay that is tested. */
    @FunctionalInterface
    public interface PendingReplayer {
        /** Replays all that is pending, in slices of so many events. */
        PendingOutcome replay(Connection connection, int sliceSize, boolean exitOnError) throws SQLException;
    }
}
