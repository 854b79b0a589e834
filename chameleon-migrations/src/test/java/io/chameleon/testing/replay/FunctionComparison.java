package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.util.List;

/** Compares {@code fn_replay_mysql} with a plain interpreter. */
public final class FunctionComparison implements Comparison {
    private final ReplayDatabase replayed = ReplayDatabase.create(CatalogueLayout.V2_0);
    private final ReplayDatabase reference = ReplayDatabase.createDestination();

    public FunctionComparison() throws SQLException {}

    @Override
    public CatalogueLayout layout() {
        return CatalogueLayout.V2_0;
    }

    @Override
    public ServerFeatures features() throws SQLException {
        return replayed.features();
    }

    @Override
    public List<String> differences(RandomLog log) throws SQLException {
        replayed.load(log);
        reference.load(log);
        var actual = Drain.run(new ReplayFunction(replayed.connection()), log);
        var interpreter = new ReferenceReplay(log, reference.connection(), replayed.errors());
        var expected = Drain.run(interpreter, log);

        boolean exact = !interpreter.catalogue().hadError();
        var differences = new Differences();
        differences.add("returned", List.of(actual.toString()), List.of(expected.toString()));
        differences.add(
                "catalogue", replayed.catalogue(), interpreter.catalogue().lines(CatalogueLayout.V2_0));
        differences.add("destination", replayed.destination(exact), reference.destination(exact));
        return differences.lines();
    }

    @Override
    public void close() throws SQLException {
        replayed.close();
        reference.close();
    }
}
