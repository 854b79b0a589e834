-- What is told of an event that can't be applied, as an array of one, as fn_replay_rows returns it.
--
--   event            a row of the query of fn_replay_rows_query
--   state, message   the error
CREATE OR REPLACE FUNCTION fn_replay_failure(event jsonb, state text, message text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    built record;
BEGIN
    built := sch_chameleon.fn_replay_statement(
        event ->> 'kind', event ->> 'schema_name', event ->> 'table_name',
        ARRAY(SELECT jsonb_array_elements_text(event -> 'key_columns')), event -> 'image', event -> 'old_image',
        event ->> 'query');
    RETURN jsonb_build_array(jsonb_build_object(
        'place', event -> 'place', 'id', event -> 'id',
        'schema_name', event -> 'schema_name', 'table_name', event -> 'table_name',
        'predicate', built.predicate, 'statement', built.statement,
        'binlog_name', event -> 'binlog_name', 'binlog_position', event -> 'binlog_position',
        'state', state, 'message', message, 'is_passing', sch_chameleon.fn_replay_is_passing(state)));
END;
$body$;
