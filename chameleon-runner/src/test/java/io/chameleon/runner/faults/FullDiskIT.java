package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk is full from some point on, until somebody makes room. */
class FullDiskIT {
    /** Without room a new session can't even begin. */
    private static final String NO_ROOM = "No space left on device|could not write init file";

    /** Flyway keeps to itself why it can't write its first row. */
    private static final String UNTOLD = "log tells why";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "UPGRADE_FROM_1_7, REPLAY, " + NO_ROOM,
        "UPGRADE_FROM_1_7, EMPTY_STAGE, " + NO_ROOM,
        "UPGRADE_FROM_1_7, IMPORT, " + NO_ROOM,
        "UPGRADE_WITHIN_2_0, HISTORY, " + UNTOLD,
        "UPGRADE_WITHIN_2_0, MIGRATION_ON_THE_WAY, " + NO_ROOM
    })
    void a_full_disk_ends_the_upgrade_and_with_room_it_succeeds(Procedure upgrade, Point point, String told)
            throws Exception {
        Trial trial = upgrade.trial(directory);
        try (SmallDisk disk = SmallDisk.with(trial.database());
                trial;
                var proxy = new StatementProxy(trial.database().port())) {
            proxy.inject(new FaultAt(point.reached(), Moment.BEFORE_REQUEST, request -> {
                disk.fill();
                return Verdict.PASS;
            }));

            CommandResult result = trial.run(proxy);
            disk.free();

            assertThat(result.exitCode()).as(result.out()).isEqualTo(4);
            assertThat(result.err()).containsPattern(told).contains("The live catalogue is " + trial.before() + ".");
            assertThat(trial.live()).isEqualTo(trial.before());
            trial.finish();
        }
    }
}
