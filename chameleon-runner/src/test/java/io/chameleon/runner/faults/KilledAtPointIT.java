package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed where a step begins, and before, during and after the commit that counts. */
class KilledAtPointIT {
    @TempDir
    Path directory;

    private record Death(Procedure procedure, Point point, Moment moment) {}

    private static List<Death> deaths() {
        var deaths = new ArrayList<Death>();
        for (Procedure procedure : Procedure.values()) {
            for (Point point : procedure.points()) {
                deaths.add(new Death(procedure, point, Moment.BEFORE_ANSWER));
            }
            for (Moment moment : Moment.values()) {
                deaths.add(new Death(procedure, Point.COMMIT, moment));
            }
        }
        return deaths;
    }

    @Test
    void wherever_it_is_killed_the_catalogue_is_complete_and_the_next_run_reaches_the_end() throws Exception {
        List<Death> deaths = deaths();
        InParallel.run(deaths.size(), 2, number -> die(deaths.get(number)));
    }

    private String die(Death death) throws Exception {
        Path own = Files.createTempDirectory(directory, "killed");
        try (Trial trial = death.procedure().trial(own);
                var proxy = new StatementProxy(trial.database().port())) {
            boolean killed = Victim.of(death.point().reached(), death.moment()).run(trial, proxy);

            assertThat(killed).as(death.toString()).isTrue();
            String live = trial.live();
            if (death.point() != Point.COMMIT || death.moment() == Moment.BEFORE_REQUEST) {
                assertThat(live).as(death.toString()).isEqualTo(trial.before());
            } else if (death.moment() == Moment.BEFORE_ANSWER) {
                assertThat(live).as(death.toString()).isEqualTo(trial.after());
            }
            trial.finish();
            return live;
        }
    }
}
