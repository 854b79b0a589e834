-- What is told of an event that can't be applied, as fn_replay_rows returns it.
--
--   event ... binlog_position
--                    columns of the query of fn_replay_rows_query
--   state, message   the error
--
-- A jsonb holds 256 MB at most, and characters have up to four bytes: what doesn't fit is cut, so that no error is lost for
-- the size of its event.
CREATE OR REPLACE FUNCTION fn_replay_failure(
    place bigint,
    id bigint,
    schema_name text,
    table_name text,
    kind text,
    key_columns jsonb,
    image jsonb,
    old_image jsonb,
    query text,
    binlog_name text,
    binlog_position bigint,
    state text,
    message text
)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    built record;
BEGIN
    built := sch_chameleon.fn_replay_statement(
        kind, schema_name, table_name, ARRAY(SELECT jsonb_array_elements_text(key_columns)), image, old_image, query);
    RETURN jsonb_build_object(
        'place', place, 'id', id, 'schema_name', schema_name, 'table_name', table_name,
        'predicate', left(built.predicate, 10000000), 'statement', left(built.statement, 40000000),
        'binlog_name', binlog_name, 'binlog_position', binlog_position,
        'state', state, 'message', left(message, 10000000), 'is_passing', sch_chameleon.fn_replay_is_passing(state));
END;
$body$;
