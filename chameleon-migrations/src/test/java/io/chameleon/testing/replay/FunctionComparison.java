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
        var interpreter = new ReferenceReplay(log, reference.connection());

        var actual = Drain.run(new ReplayFunction(replayed.connection()), log);
        var expected = Drain.run(interpreter, log);

        var allowed = interpreter.allowed();
        var differences = new Differences();
        if (!allowed.hasHiddenImages()) {
            differences.add("returned", List.of(actual.toString()), List.of(expected.toString()));
        }
        boolean exact = !interpreter.catalogue().hadError();
        differences.add(
                "catalogue",
                allowed.remaining(comparable(replayed.catalogue(), exact)),
                allowed.remaining(comparable(interpreter.catalogue().lines(CatalogueLayout.V2_0), exact)));
        differences.add(
                "destination",
                allowed.remaining(replayed.destination(exact)),
                allowed.remaining(reference.destination(exact)));
        return differences.lines();
    }

    /** When a table has failed, the time of the last event depends on where the slices end. */
    private static List<String> comparable(List<String> catalogue, boolean exact) {
        return catalogue.stream()
                .filter(line -> exact || !line.startsWith("time |"))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        replayed.close();
        reference.close();
    }
}
