-- Applies events of a batch, in ascending order of their ids, or none of them.
--
-- Events of tables that aren't registered for the source do nothing. With failed_state the event that failed is told,
-- and nothing was changed. ${catalogue} is the schema of the 1.7 catalogue.
--
-- It belongs to the catalogue's owner and runs as such, as SECURITY DEFINER: the triggers of destination tables, which
-- may belong to anybody, can't take back the role of a session that is a superuser's.
CREATE FUNCTION replay_events(
    source bigint,
    batch bigint,
    events bigint[],
    OUT failed_event bigint,
    OUT failed_schema text,
    OUT failed_table text,
    OUT failed_statement text,
    OUT failed_state text,
    OUT failed_message text
)
LANGUAGE plpgsql SECURITY DEFINER
AS $body$
DECLARE
    checked_at_once boolean;
    event record;
    built record;
BEGIN
    -- Compiling the queries would take longer than running them. PostgreSQL 10 has no such setting.
    IF pg_catalog.current_setting('jit', true) = 'on' THEN
        PERFORM pg_catalog.set_config('jit', 'off', true);
    END IF;

    -- A deferred constraint that doesn't hold at the end can't tell which event broke it. Checked at once, it can.
    FOREACH checked_at_once IN ARRAY ARRAY[false, true] LOOP
        BEGIN
            IF checked_at_once THEN
                SET CONSTRAINTS ALL IMMEDIATE;
            END IF;
            FOR event IN
                SELECT l.i_id_event, l.v_schema_name, l.v_table_name, l.enm_binlog_event::text AS kind,
                       l.jsb_event_data, l.jsb_event_update, l.t_query, k.key_columns
                FROM pg_catalog.unnest(events) AS slice(id)
                JOIN ${catalogue}.t_log_replica l ON l.i_id_event = slice.id AND l.i_id_batch = batch
                JOIN ${catalogue}.t_replica_tables t
                    ON t.i_id_source = source AND t.v_schema_name = l.v_schema_name
                    AND t.v_table_name = l.v_table_name
                JOIN pg_temp.replay_key k ON k.i_id_table = t.i_id_table
                ORDER BY l.i_id_event
            LOOP
                failed_event := event.i_id_event;
                failed_schema := event.v_schema_name;
                failed_table := event.v_table_name;
                failed_statement := NULL;
                built := pg_temp.fn_replay_statement(
                    event.kind, event.v_schema_name, event.v_table_name, event.key_columns, event.jsb_event_data,
                    event.jsb_event_update, event.t_query);
                IF built.problem IS NOT NULL THEN
                    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = built.problem;
                END IF;
                failed_statement := built.statement;
                EXECUTE built.statement;
            END LOOP;
            IF NOT checked_at_once THEN
                failed_event := NULL;
                SET CONSTRAINTS ALL IMMEDIATE;
            END IF;
            failed_state := NULL;
            RETURN;
        EXCEPTION WHEN OTHERS THEN
            failed_state := SQLSTATE;
            failed_message := SQLERRM;
        END;
        EXIT WHEN failed_event IS NOT NULL;
    END LOOP;
END;
$body$;
