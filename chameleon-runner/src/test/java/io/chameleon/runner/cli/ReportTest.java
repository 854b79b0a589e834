package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.Check;
import io.chameleon.runner.CheckOutcome;
import io.chameleon.runner.CheckResult;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeListener;
import io.chameleon.runner.UpgradeStep;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Check PASS = new Check("source-status", CheckOutcome.PASS, "Every source is at rest.", "");
    private static final Check WARN =
            new Check("primary-key", CheckOutcome.WARN, "The table a.b has no primary key.", "Create it.");
    private static final Check FAIL =
            new Check("source-schema", CheckOutcome.FAIL, "The schema of s1 isn't stored.", "Start s1 once.");
    private static final Check FAIL_TOO =
            new Check("source-schema", CheckOutcome.FAIL, "The schema of s2 isn't stored.", "Start s2 once.");

    private final Transcript transcript = new Transcript("upgrade", UpgradeListener.SILENT);

    @Test
    void checks_have_a_mark_an_id_once_and_their_remedies_below() {
        transcript.about(new Subject.Checked(new CheckResult("1.7", false, List.of(PASS, WARN, FAIL, FAIL_TOO))));

        assertThat(HumanReport.render(transcript.done("1.7"), false, 80)).isEqualTo("""
                Catalogue 1.7

                  PASS  source-status  Every source is at rest.
                  WARN  primary-key    The table a.b has no primary key.
                                       remedy: Create it.
                  FAIL  source-schema  The schema of s1 isn't stored.
                                       remedy: Start s1 once.
                                       more: docs/checks.md#source-schema
                  FAIL                 The schema of s2 isn't stored.
                                       remedy: Start s2 once.

                2 FAIL, 1 WARN, 1 PASS: an upgrade would be refused.
                """);
    }

    @Test
    void json_always_has_the_same_members() {
        assertThat(JsonReport.render(transcript.nothingToDo("2.0.10"))).isEqualTo("""
                {
                  "schemaVersion": 1,
                  "command": "upgrade",
                  "outcome": "nothing-to-do",
                  "exitCode": 0,
                  "catalogue": {
                    "before": "2.0.10",
                    "after": "2.0.10",
                    "live": "2.0.10"
                  },
                  "checks": [],
                  "steps": [],
                  "failure": null
                }
                """);
    }

    @Test
    void what_was_done_before_a_failure_is_in_the_json() {
        transcript.found("1.7");
        transcript.checked(List.of(PASS));
        transcript.stepFinished(new StepResult(UpgradeStep.CHECK_PRECONDITIONS, true, 12, "1 check"));
        transcript.stepFinished(new StepResult(UpgradeStep.REPLAY_PENDING_BATCHES, false, 3400, "no \"space\" <left>"));

        assertThat(JsonReport.render(transcript.failed(failure(FailureKind.FAILED, "1.7"))))
                .isEqualTo("""
                {
                  "schemaVersion": 1,
                  "command": "upgrade",
                  "outcome": "failed",
                  "exitCode": 4,
                  "catalogue": {
                    "before": "1.7",
                    "after": "1.7",
                    "live": "1.7"
                  },
                  "checks": [
                    {
                      "id": "source-status",
                      "outcome": "PASS",
                      "found": "Every source is at rest.",
                      "remedy": "",
                      "more": "docs/checks.md#source-status"
                    }
                  ],
                  "steps": [
                    {
                      "name": "check-preconditions",
                      "outcome": "done",
                      "milliseconds": 12,
                      "summary": "1 check"
                    },
                    {
                      "name": "replay-pending-batches",
                      "outcome": "failed",
                      "milliseconds": 3400,
                      "summary": "no \\"space\\" <left>"
                    }
                  ],
                  "failure": {
                    "code": "disk.full",
                    "problem": "No space is left.",
                    "remedy": "Make some.",
                    "more": "docs/troubleshooting.md#disk.full"
                  }
                }
                """);
    }

    @Test
    void a_failure_is_told_with_its_remedy_and_the_live_catalogue() {
        assertThat(told(transcript.failed(failure(FailureKind.FAILED, "1.7")))).isEqualTo("""
                error: No space is left.
                remedy: Make some.
                The live catalogue is 1.7.
                more: docs/troubleshooting.md#disk.full
                """);
        assertThat(told(transcript.failed(failure(FailureKind.UNKNOWN, "unknown"))))
                .contains("Which catalogue is live could not be told: run status.\n");
        assertThat(told(transcript.failed(failure(FailureKind.USAGE, "unknown"))))
                .contains("Nothing was tried.\n");
    }

    @Test
    void every_kind_of_failure_has_its_exit_code_and_outcome() {
        assertThat(List.of(FailureKind.values()))
                .extracting(kind -> transcript.failed(failure(kind, "1.7")))
                .extracting(report -> report.exitCode() + " " + report.outcome().label())
                .containsExactly("2 refused", "3 refused", "4 failed", "5 unknown", "6 locked");
    }

    @Test
    void a_refusal_leaves_the_catalogue_that_was_found() {
        transcript.found("1.7");

        assertThat(transcript
                        .failed(failure(FailureKind.REFUSED, "unknown"))
                        .catalogue()
                        .live())
                .isEqualTo("1.7");
        assertThat(transcript
                        .failed(failure(FailureKind.LOCKED, "unknown"))
                        .catalogue()
                        .live())
                .isEqualTo("unknown");
    }

    @Test
    void a_bug_has_exit_code_1_and_asks_for_a_report() {
        var report = transcript.brokenBy(new IllegalStateException("two\nlines"));

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(told(report))
                .startsWith("error: The runner has a bug: java.lang.IllegalStateException: two lines\n")
                .contains("Please report it");
    }

    private static String told(Report report) {
        return HumanFailure.render(report.failure().orElseThrow());
    }

    private static Failure failure(FailureKind kind, String live) {
        return new Failure(kind, "disk.full", "No space is left.", "Make some.", live);
    }
}
