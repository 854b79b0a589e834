-- Replays events of a batch one by one in the order of their ids: those from first_id to last_id, but for the tables
-- that fn_replay_sets has done already.
--
--   replayed, ddl    how many were applied
--   skipped          how many were not, because their table has failed
--   failed_tables    the tables that have failed: they are disabled now
--   failed_id        the event that failed, with exit_on_error: nothing from it on was applied
--   table_errors     one message for each table that failed; NULL without any
CREATE OR REPLACE FUNCTION fn_replay_rows(
    source bigint,
    batch bigint,
    first_id bigint,
    last_id bigint,
    tables_done bigint[],
    exit_on_error boolean,
    OUT replayed bigint,
    OUT ddl bigint,
    OUT skipped bigint,
    OUT failed_tables bigint[],
    OUT failed_id bigint,
    OUT table_errors varchar[]
)
LANGUAGE plpgsql
AS $body$
DECLARE
    event record;
    built record;
BEGIN
    replayed := 0;
    ddl := 0;
    skipped := 0;
    failed_tables := '{}';
    FOR event IN
        SELECT l.i_id_event, l.v_schema_name, l.v_table_name, l.enm_binlog_event::text AS kind, l.t_binlog_name,
               l.i_binlog_position, l.jsb_event_after, l.jsb_event_before, l.t_query, t.i_id_table, t.v_table_pkey
        FROM sch_chameleon.t_log_replica l
        JOIN sch_chameleon.t_replica_tables t
            ON t.i_id_source = source AND t.v_schema_name::text = l.v_schema_name::text
            AND t.v_table_name::text = l.v_table_name::text
            AND t.b_replica_enabled
        WHERE l.i_id_event >= first_id AND l.i_id_event <= last_id AND l.i_id_batch + 0 = batch
          AND t.i_id_table <> ALL (tables_done)
        ORDER BY l.i_id_event
    LOOP
        IF event.i_id_table = ANY (failed_tables) THEN
            skipped := skipped + 1;
            CONTINUE;
        END IF;
        built := sch_chameleon.fn_replay_statement(
            event.kind, event.v_schema_name, event.v_table_name, event.v_table_pkey, event.jsb_event_after,
            event.jsb_event_before, event.t_query);
        BEGIN
            IF built.problem IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = built.problem;
            END IF;
            EXECUTE built.statement;
            IF event.kind = 'ddl' THEN
                ddl := ddl + 1;
            ELSE
                replayed := replayed + 1;
            END IF;
        EXCEPTION WHEN OTHERS THEN
            -- Connection, rollback, resources, prerequisite state, operator, system: not the table's fault.
            IF pg_catalog.left(SQLSTATE, 2) IN ('08', '40', '53', '55', '57', '58') THEN
                RAISE;
            END IF;
            RAISE NOTICE 'The replay of %.% failed: % - %',
                event.v_schema_name, event.v_table_name, SQLSTATE, SQLERRM;
            table_errors := pg_catalog.array_append(table_errors, pg_catalog.format('%I.%I SQLSTATE: %s - ERROR MESSAGE: %s',
                event.v_schema_name, event.v_table_name, SQLSTATE, SQLERRM)::varchar);
            INSERT INTO sch_chameleon.t_error_log (
                i_id_batch, i_id_source, v_schema_name, v_table_name, t_table_pkey, t_binlog_name,
                i_binlog_position, ts_error, t_sql, t_error_message)
            VALUES (
                batch, source, event.v_schema_name, event.v_table_name, coalesce(built.predicate, 'N/A'),
                coalesce(event.t_binlog_name, 'N/A'), coalesce(event.i_binlog_position, 0),
                pg_catalog.clock_timestamp(), pg_catalog.quote_literal(built.statement),
                SQLSTATE || ' - ' || SQLERRM);
            IF exit_on_error THEN
                failed_id := event.i_id_event;
                RETURN;
            END IF;

            failed_tables := pg_catalog.array_append(failed_tables, event.i_id_table);
            UPDATE sch_chameleon.t_replica_tables t SET b_replica_enabled = false
            WHERE t.i_id_table = event.i_id_table;
        END;
    END LOOP;
END;
$body$;
