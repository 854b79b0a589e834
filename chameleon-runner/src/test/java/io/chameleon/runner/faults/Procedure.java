package io.chameleon.runner.faults;

import java.nio.file.Path;
import java.util.List;

/** What is disturbed, and the points that it passes on its way to the commit. */
enum Procedure {
    UPGRADE_FROM_1_7(
            SmallTrial::create,
            Point.LOCKED,
            Point.REPLAY,
            Point.EMPTY_STAGE,
            Point.FIRST_MIGRATION,
            Point.IMPORT,
            Point.LAST_MIGRATION,
            Point.COORDINATES,
            Point.VERIFICATION,
            Point.TABLE_LOCKS,
            Point.SWAP),
    UPGRADE_WITHIN_2_0(
            MaintenanceTrial::create,
            Point.LOCKED,
            Point.TABLE_LOCKS,
            Point.HISTORY,
            Point.MIGRATION_ON_THE_WAY,
            Point.LAST_MIGRATION,
            Point.ROW_COUNTS),
    ROLLBACK(RollbackTrial::create, Point.LOCKED, Point.TABLE_LOCKS, Point.SWAP);

    /** Makes a database in which it can be tried. */
    @FunctionalInterface
    private interface Trials {
        Trial create(Path directory) throws Exception;
    }

    private final Trials trials;
    private final List<Point> points;

    Procedure(Trials trials, Point... points) {
        this.trials = trials;
        this.points = List.of(points);
    }

    /** @param directory an empty one to run in */
    Trial trial(Path directory) throws Exception {
        return trials.create(directory);
    }

    List<Point> points() {
        return points;
    }
}
