-- Whether an error is a trouble that may pass and isn't the fault of a table: connection, rollback, resources, prerequisite
-- state (locks), operator, system.
CREATE OR REPLACE FUNCTION fn_replay_is_passing(state text)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
AS $body$
    SELECT pg_catalog.left(state, 2) IN ('08', '40', '53', '55', '57', '58')
$body$;
