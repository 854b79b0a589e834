-- Replays the events of a part of a batch: table by table where that can't be told from the order of the log, else one by
-- one; disables the tables whose events fail and logs why.
--
--   is_ddl, events, tables
--                    as fn_replay_part returns them
--   is_continued     whether the transaction has applied events before
--   replayed, ddl    how many events were applied
--   skipped          how many were not, because their table has failed
--   failed_tables    the tables that have failed: they are disabled now, unless exit_on_error
--   failed_id        the event that failed, with exit_on_error: nothing from it on was applied
--   too_early_id     the event that can be applied only when those before it are committed: nothing was done at all
--   table_errors     one message for each table that failed; NULL without any
CREATE OR REPLACE FUNCTION fn_replay_events(
    source bigint,
    batch bigint,
    is_ddl boolean,
    events text,
    tables jsonb,
    exit_on_error boolean,
    is_continued boolean,
    OUT replayed bigint,
    OUT ddl bigint,
    OUT skipped bigint,
    OUT failed_tables bigint[],
    OUT failed_id bigint,
    OUT too_early_id bigint,
    OUT table_errors varchar[]
)
LANGUAGE plpgsql
AS $body$
DECLARE
    on_failure CONSTANT text := CASE WHEN exit_on_error THEN 'stop' ELSE 'skip' END;
    at_once bigint[] := '{}';
    is_repeatable boolean := false;
    one_by_one record;
    failure record;
BEGIN
    BEGIN
        BEGIN
            IF NOT is_ddl THEN
                SELECT s.at_once, s.is_repeatable INTO at_once, is_repeatable
                FROM sch_chameleon.fn_replay_sets(events, tables) AS s;
            END IF;
            one_by_one := sch_chameleon.fn_replay_rows(
                events, tables, at_once, is_repeatable, on_failure, is_continued);
            IF exit_on_error AND one_by_one.failures IS NOT NULL AND pg_catalog.cardinality(at_once) > 0 THEN
                RAISE SQLSTATE 'PGC01';
            END IF;
        EXCEPTION WHEN SQLSTATE 'PGC01' THEN
            -- Nothing behind the event that failed may have been applied.
            at_once := '{}';
            one_by_one := sch_chameleon.fn_replay_rows(
                events, tables, at_once, is_repeatable, on_failure, is_continued);
        END;
        -- One by one, an event may come too early of which the net effect had nothing.
        IF one_by_one.too_early_id IS NOT NULL THEN
            RAISE SQLSTATE 'PGC02';
        END IF;
    EXCEPTION WHEN SQLSTATE 'PGC02' THEN
        too_early_id := one_by_one.too_early_id;
        RETURN;
    END;
    replayed := one_by_one.replayed + (
        SELECT coalesce(pg_catalog.sum((t.t ->> 'events')::bigint), 0)
        FROM pg_catalog.jsonb_array_elements(tables) AS t(t) WHERE (t.t ->> 'id')::bigint = ANY (at_once));
    ddl := one_by_one.ddl;
    skipped := one_by_one.skipped;
    failed_tables := '{}';

    FOR failure IN
        SELECT f.*
        FROM pg_catalog.unnest(one_by_one.failures) AS e(failure)
        CROSS JOIN LATERAL pg_catalog.jsonb_to_record(e.failure) AS f(
            place bigint, id bigint, schema_name text, table_name text, predicate text, statement text,
            binlog_name text, binlog_position bigint, state text, message text)
    LOOP
        table_errors := pg_catalog.array_append(table_errors, pg_catalog.format('%I.%I SQLSTATE: %s - ERROR MESSAGE: %s',
            failure.schema_name, failure.table_name, failure.state, failure.message)::varchar);
        INSERT INTO sch_chameleon.t_error_log (
            i_id_batch, i_id_source, v_schema_name, v_table_name, t_table_pkey, t_binlog_name,
            i_binlog_position, ts_error, t_sql, t_error_message)
        VALUES (
            batch, source, failure.schema_name, failure.table_name, coalesce(failure.predicate, 'N/A'),
            coalesce(failure.binlog_name, 'N/A'), coalesce(failure.binlog_position, 0),
            pg_catalog.clock_timestamp(), pg_catalog.quote_literal(failure.statement),
            failure.state || ' - ' || failure.message);
        IF exit_on_error THEN
            failed_id := failure.place;
        ELSE
            failed_tables := pg_catalog.array_append(failed_tables, failure.id);
            UPDATE sch_chameleon.t_replica_tables t SET b_replica_enabled = false WHERE t.i_id_table = failure.id;
        END IF;
    END LOOP;
END;
$body$;
